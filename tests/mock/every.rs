//! All operations, one by one.

use taurusdb_descriptors::SERVICE;
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
            let (status, answer) = Request::of(operation, &calls[operation.id]).send(&mut wire);
            if Some(status) != operation.success().map(|success| success.status) {
                wrong.push(format!("{}: {status} {answer}", operation.id));
            }
            wrong.extend(misfits(operation, &answer));
        }
        assert!(wrong.is_empty(), "{clock}:\n{}", wrong.join("\n"));
    }
}
