//! What the document says of the service as a whole, in tables: endpoints, statuses, error codes, IAM
//! actions and metrics.

use serde::{Deserialize, Serialize};

use crate::Method;

/// What the document says about the service as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Name of the product, from the title page.
    pub product: String,
    /// Issue of the document, from the title page.
    pub issue: String,
    /// Date of the issue, `YYYY-MM-DD`.
    pub date: String,
    /// Regions and hosts.
    pub endpoints: Vec<Endpoint>,
    /// HTTP statuses.
    pub status_codes: Vec<StatusCode>,
    /// Error codes.
    pub error_codes: Vec<ErrorCode>,
    /// IAM actions.
    pub actions: Vec<Action>,
    /// Metrics that the monitoring service reports.
    pub metrics: Vec<Metric>,
    /// The pages of the document, if it is a folder of pages and not one file.
    #[serde(skip)]
    pub pages: Vec<PageStart>,
}

/// Where a page of the document begins. Lines are counted through all pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageStart {
    /// Its path below the folder.
    pub name: String,
    /// The number of its first line in the document.
    pub first_line: u32,
}

impl PageStart {
    /// The page that has a line of the document.
    fn of(pages: &[Self], line: u32) -> Option<&Self> {
        let after = pages.partition_point(|page| page.first_line <= line);
        pages.get(after.checked_sub(1)?)
    }

    /// The name of the page that has a line of the document, and the number of the line there; without
    /// pages, the line itself.
    pub fn locate(pages: &[Self], line: u32) -> (Option<&str>, u32) {
        match Self::of(pages, line) {
            Some(page) => (Some(&page.name), line - page.first_line + 1),
            None => (None, line),
        }
    }
}

impl Service {
    /// The statuses that an error code comes with, in the order of the document.
    pub fn statuses_of(&self, code: &str) -> impl Iterator<Item = u16> {
        self.error_codes.iter().filter(move |known| known.code == code).map(|known| known.status)
    }

    /// A line of the document, as people find it: `line 12`, or `instances/create.rst, line 12`.
    pub fn place(&self, line: u32) -> String {
        match self.page(line) {
            Some(page) => format!("{}, line {}", page.name, line - page.first_line + 1),
            None => format!("line {line}"),
        }
    }

    /// Some lines of one page of the document, as people find them.
    pub fn places(&self, [first, last]: [u32; 2]) -> String {
        let (name, before) = match self.page(first) {
            Some(page) => (format!("{}, ", page.name), page.first_line - 1),
            None => (String::new(), 0),
        };
        format!("{name}lines {} to {}", first - before, last - before)
    }

    fn page(&self, line: u32) -> Option<&PageStart> {
        PageStart::of(&self.pages, line)
    }

    /// What IAM and the vendor's SDKs call the service: what the names of its IAM actions begin with,
    /// or the product's name in lower case where the document lists none.
    pub fn code(&self) -> String {
        let first = self.actions.first().and_then(|action| action.action.split_once(':'));
        first.map_or_else(|| self.product.to_lowercase(), |(code, _)| code.to_owned())
    }
}

/// One region of the service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// Region id, for example `ap-southeast-3`.
    pub region: String,
    /// Name shown to people.
    pub name: String,
    /// Host name.
    pub host: String,
    /// Line of the row.
    #[serde(skip)]
    pub line: u32,
}

/// An HTTP status that the service uses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StatusCode {
    /// The status.
    pub status: u16,
    /// Its name, as the document writes it.
    pub name: String,
    /// Line of the row.
    #[serde(skip)]
    pub line: u32,
}

/// An error code of the service with a status; a code that comes with several has an entry for each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorCode {
    /// The code, for example `DBS.200019`.
    pub code: String,
    /// HTTP status of the answer that has it.
    pub status: u16,
    /// Line of the row.
    #[serde(skip)]
    pub line: u32,
}

/// An IAM action that a call needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// The action, for example `gaussdb:instance:list`.
    pub action: String,
    /// HTTP method of the call.
    pub method: Method,
    /// Path template of the call, as the table of actions writes it.
    pub path: String,
    /// Id of the operation, if a section describes the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operation: Option<String>,
    /// Whether the action can be granted in an IAM project.
    pub iam_project: bool,
    /// Whether the action can be granted in an enterprise project.
    pub enterprise_project: bool,
    /// Line of the row.
    #[serde(skip)]
    pub line: u32,
}

/// A metric that the monitoring service reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// Id of the metric.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Range of its values, as the document writes it.
    pub range: String,
    /// Line of the row.
    #[serde(skip)]
    pub line: u32,
}
