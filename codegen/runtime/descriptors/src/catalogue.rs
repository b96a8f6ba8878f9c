//! What the service lists beside its operations: regions, HTTP statuses, metrics.

/// One region of the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// Region id, for example `ap-southeast-3`.
    pub region: &'static str,
    /// Name shown to people, for example `AP-Singapore`.
    pub name: &'static str,
    /// Host name without a scheme.
    pub host: &'static str,
}

/// An HTTP status that the service uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Status {
    /// The status.
    pub status: u16,
    /// Its name, as the document writes it.
    pub name: &'static str,
}

/// A metric that the monitoring service reports.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Metric {
    /// Id of the metric.
    pub id: &'static str,
    /// Its name, as the document writes it.
    pub name: &'static str,
    /// What its values count, for example `percent`; `None` where that is unknown.
    pub unit: Option<&'static str>,
    /// Least value, if there is one.
    pub minimum: Option<f64>,
    /// Greatest value, if there is one.
    pub maximum: Option<f64>,
}
