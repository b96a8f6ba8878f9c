//! The variables that are read.

use super::credentials::NAME;
use crate::manual::Manual;
use crate::output;
use crate::session::{self, METADATA, MOCK, PROFILE};
use crate::wrapping::wrapped;

/// Variables that others read too.
const SHARED: [(&str, &str); 12] = [
    ("HW_REGION_NAME", "Region to work in, where --region and --profile say none"),
    (
        "HUAWEICLOUD_SDK_CREDENTIALS_FILE",
        "File of profiles, in place of ~/.huaweicloud/credentials",
    ),
    (
        "HW_SHARED_CONFIG_FILE, HW_PROFILE",
        "File of the vendor's command line, and the profile in it",
    ),
    ("HUAWEICLOUD_SDK_REGIONS_FILE", "File of addresses, in place of ~/.huaweicloud/regions.yaml"),
    ("HUAWEICLOUD_SDK_REGION_…", "Address of a service in a region: …_SERVICE_REGION, in capitals"),
    ("HUAWEICLOUD_SDK_IAM_ENDPOINT", "Address of the identity service, beside HUAWEICLOUD_SDK_AK"),
    ("HTTPS_PROXY, HTTP_PROXY, ALL_PROXY", "Proxies that calls go through, in small letters too"),
    ("NO_PROXY", "Hosts that are called without one"),
    ("NO_COLOR, CLICOLOR_FORCE", "No colours at all, or colours in a pipe as well"),
    ("COLUMNS", "Width of lines of help, where there is no terminal"),
    ("PAGER", "What shows long answers on a terminal; empty: nothing"),
    ("XDG_CACHE_HOME", "Where ids are kept for a minute, for the tab key"),
];

/// Each variable with what it says.
pub(super) fn table(manual: Manual, width: usize) -> String {
    let own = |name| session::own_variable(manual, name);
    let mut rows = vec![
        (own(PROFILE), "Profile to call with, as --profile names it"),
        (output::variable(manual.program), "Format of answers, as --output names it"),
        (own(METADATA), "Address of the metadata service; 'off' if it is not to be asked for keys"),
    ];
    if manual.program.mock.is_some() {
        rows.push((own(MOCK), "What a mock begins with, as --mock says it: then it is called"));
    }
    rows.extend(SHARED.map(|(name, meaning)| (name.to_owned(), meaning)));
    const NAMES: usize = 36;
    const LEAST: usize = 70;
    let rest = " ".repeat(NAMES + 2);
    let line = |(name, meaning): &(String, &str)| {
        match width < LEAST {
            // Below each other, where there is no room beside.
            true => format!("  {name}\n{}\n", wrapped(meaning, "      ", "      ", width)),
            false => wrapped(meaning, &format!("  {name:<NAMES$}"), &rest, width) + "\n",
        }
    };
    let text: String = rows.iter().map(line).collect();
    let more = format!(
        "Those with keys, tokens and passwords are on the page `{} help {NAME}`.",
        manual.program.name
    );
    format!("{text}\n{}\n", wrapped(&more, "", "", width))
}
