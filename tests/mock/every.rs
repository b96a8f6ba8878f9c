//! All operations, one by one.

use taurusdb_descriptors::SERVICE;
use taurusdb_descriptors::types::Operation;
use taurusdb_descriptors::types::resources::{IdShape, Input};
use taurusdb_mock::runtime::Clock;

use super::driver::{Request, valid_calls};
use super::shape::misfits;
use super::wire::Wire;

/// On a world in which every id that a call names is that of something, every operation succeeds, and
/// its answer has the types of its schema and nothing else.
#[test]
fn every_operation_answers_a_success_that_fits_its_schema() {
    let calls = valid_calls();
    for clock in [Clock::Instant, Clock::Manual] {
        let mut wire = Wire::start(clock, 1, true);
        let mut wrong = Vec::new();
        for operation in SERVICE.operations() {
            if clock == Clock::Manual {
                // Nothing that an earlier call has begun stands in the way.
                wire.mock.reset();
            }
            let mut request = Request::of(operation, &calls[operation.id]);
            shape_ids(operation, &mut request);
            let (status, answer) = request.send(&mut wire);
            if Some(status) != operation.success().map(|success| success.status) {
                wrong.push(format!("{}: {status} {answer}", operation.id));
            }
            wrong.extend(misfits(operation, &answer));
        }
        assert!(wrong.is_empty(), "{clock}:\n{}", wrong.join("\n"));
    }
}

/// Gives the ids in the path the shape that the model says.
fn shape_ids(operation: &Operation, request: &mut Request) {
    for (input, _) in operation.refs {
        if let Input::Path(name) = input
            && let Some(id) = shaped_id(operation, name)
        {
            request.set(*input, &id);
        }
    }
}

/// An id for a parameter of the path in the shape that the model says, if it says one: what a call names there, later
/// answers show in fields that ask for more than the path does.
pub(crate) fn shaped_id(operation: &Operation, name: &str) -> Option<String> {
    const DIGITS: &str = "3ef58db3986540d19f95151309368d34";
    let is_meant = |input: &Input| matches!(input, Input::Path(path) if *path == name);
    let (_, targets) = operation.refs.iter().find(|(input, _)| is_meant(input))?;
    let target = targets.first().filter(|target| target.attribute.is_none())?;
    match SERVICE.resource(target.resource)?.id_shape {
        Some(IdShape::Uuid32(suffix)) => Some(format!("{DIGITS}{}", suffix.unwrap_or_default())),
        _ => None,
    }
}
