//! Texts in the column of types, and beside it: a document of one operation has them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use taurusdb_extract::extract;
use taurusdb_spec::{Fixes, Names};

fuzz_target!(|texts: (&str, &str, &str)| {
    let (kind, flag, name) = texts;
    let document = format!(
        "Tea\nIssue 01\nDate 2026-01-31\nContents\n1 APIs.....\t1\n1.1 Pots.....\t1\n1.1.1 Pouring.....\t1\n\
         1 APIs\n\n1.1 Pots\n\n1.1.1 Pouring\n\nFunction\n\nPours.\n\nURI\n\nPOST /v3/pots\n\n\
         Request Parameters\n\nTable 1-1 Request body parameters\n\n\
         Parameter\tMandatory\tType\tDescription\n\
         a\t{flag}\t{kind}\tA.\n{name}\tYes\tArray of Lid objects\tB.\nc\tNo\tLid object\tC.\n\n\
         Table 1-2 Lid\n\nParameter\tMandatory\tType\tDescription\nd\tNo\t{kind}\tD.\n\n\
         Response Parameters\n\nStatus code: 200\n\nTable 1-3 Response body parameters\n\n\
         Parameter\tType\tDescription\ne\t{kind}\tE.\n\n\
         Example Request\n\nNone\n\nExample Response\n\nNone\n\nStatus Code\n\nNone\n\nError Code\n\nNone\n"
    );
    let _ = extract(document.as_bytes(), &Names::default(), &Fixes::default());
});
