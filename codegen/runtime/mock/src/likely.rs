//! Whether a segment of a path that is also a word of the paths can be the value of a parameter.

use taurusdb_descriptor_types::resources::Input;
use taurusdb_descriptor_types::{Operation, Service, check};

/// Judges by what the description says of parameters, and by how the ids of the resources look.
pub(crate) struct Likely(&'static Service);

impl Likely {
    pub(crate) fn new(service: &'static Service) -> Self {
        Self(service)
    }

    /// Whether a text can be the value of a path parameter: it keeps what is stated of the parameter, and it
    /// looks like an id of the resource, or of one of them, that the parameter stands for.
    pub(crate) fn fits(&self, operation: &Operation, name: &str, value: &str) -> bool {
        let keeps = operation
            .parameters
            .iter()
            .filter(|parameter| parameter.location == taurusdb_descriptor_types::Location::Path)
            .find(|parameter| parameter.name == name)
            .is_none_or(|parameter| check::suits(parameter, value));
        let is_meant = |input: &Input| matches!(input, Input::Path(path) if *path == name);
        let refs = operation.refs.iter().filter(|(input, _)| is_meant(input));
        let mut shapes = refs
            .flat_map(|(_, targets)| *targets)
            // An id of several attributes has no shape of its own.
            .filter(|target| target.attribute.is_none())
            .filter_map(|target| self.0.resource(target.resource)?.id_shape)
            .peekable();
        keeps && (shapes.peek().is_none() || shapes.any(|shape| shape.fits(value)))
    }
}
