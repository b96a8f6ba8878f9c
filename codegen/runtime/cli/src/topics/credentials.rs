//! Where credentials are looked for.

use crate::manual::Manual;
use crate::session::{self, METADATA, MOCK, PROFILE};
use crate::wrapping::wrapped;

/// The name of the page.
pub(super) const NAME: &str = "credentials";

/// Where they are looked for, in this order, in lines of `width` columns.
pub(crate) fn credentials(manual: Manual, width: usize) -> String {
    let program = manual.program.name;
    let [profile, metadata, mock] =
        [PROFILE, METADATA, MOCK].map(|name| session::own_variable(manual, name));
    let mut text = format!(
        "\
Credentials are those of the profile that --profile or {profile} names, or else the first of:
  HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK; optional: the same with _SECURITY_TOKEN, _PROJECT_ID
  HW_ACCESS_KEY, HW_SECRET_KEY; optional: HW_SECURITY_TOKEN, HW_PROJECT_ID
  CLOUD_SDK_AK, CLOUD_SDK_SK
  HW_AUTH_TOKEN
  HW_USER_NAME, HW_USER_PASSWORD, HW_DOMAIN_NAME; a token is fetched with them
  or what OpenStack calls these: OS_ACCESS_KEY, OS_AUTH_TOKEN, OS_USERNAME …
  ~/.huaweicloud/credentials, which `{program} configure` writes; ~/.hcloud/config.json
  the metadata service of a virtual machine, unless {metadata} is 'off'
Without --region and --endpoint, the region is HW_REGION_NAME, or that of the profile.
"
    );
    if manual.program.mock.is_some() {
        text += &format!("With {mock}, every command calls a mock, as with --mock.\n");
    }
    let line = |line: &str| {
        let indent = &line[..line.len() - line.trim_start().len()];
        wrapped(line, indent, &format!("{indent}  "), width) + "\n"
    };
    text.lines().map(line).collect()
}
