//! What becomes of each operation.

use taurusdb_descriptors::{EXAMPLES, SERVICE};
use taurusdb_mock::runtime::{Behaviour, behaviours};

/// The table in the documentation is made from the model and the code. Update it, if a change of either
/// is meant, with `INSTA_UPDATE=always`.
#[test]
fn each_operation_is_kept_computed_or_canned() {
    let table = behaviours(&SERVICE, &EXAMPLES);
    assert_eq!(table.len(), SERVICE.operations().count());
    let count = |wanted: Behaviour| table.iter().filter(|row| row.behaviour == wanted).count();
    let (kept, computed, canned) =
        (count(Behaviour::Kept), count(Behaviour::Computed), count(Behaviour::Canned));
    assert!(canned <= 15, "{canned} operations always answer the same");
    let mut text = format!("kept {kept}, computed {computed}, canned {canned}\n\n");
    text += "| operation | what becomes of it | why |\n|---|---|---|\n";
    for row in &table {
        text += &format!("| {} | {} | {} |\n", row.operation, row.behaviour, row.why);
    }
    insta::assert_snapshot!("mock_operations", text);
}
