//! A request that is shown instead of sent.

use taurusdb_runtime::bytes::Bytes;
use taurusdb_runtime::transport::{Sending, Transport, TransportError, TransportErrorKind};
use taurusdb_runtime::{Credentials, http};

use crate::exit::Failure;
use crate::prepared::Prepared;
use crate::shell::Shell;
use crate::{curl, session};

/// Prints the request as a line for `curl`.
pub(crate) async fn show(prepared: Prepared, shell: &mut Shell<'_>) -> Result<(), Failure> {
    // Without credentials the request is still shown, unsigned.
    let (credentials, unsigned) = match session::credentials(shell) {
        Ok(credentials) => (credentials, None),
        Err(failure) => (Credentials::token("none"), Some(failure.message)),
    };
    let (manual, operation) = (prepared.manual, prepared.operation);
    let client = session::client(manual, &prepared.globals, credentials, shell)?;
    let client = client.transport(Nowhere).build().await?;
    let call = prepared.call(&client)?;
    let request = match unsigned {
        None => match call.request().await {
            Ok(request) => Ok(request),
            // A token would have to be fetched, and a dry run sends nothing.
            Err(error) if error.authentication().is_some() => Err(error.to_string()),
            Err(error) => return Err(error.into()),
        },
        Some(reason) => Err(reason),
    };
    let request = match request {
        Ok(request) => request,
        Err(reason) => {
            shell.warn(format_args!("the request is shown without authentication: {reason}"));
            call.unsigned_request()?
        }
    };
    shell.answer(format_args!("{}\n", curl::line(&request, operation.request)))
}

/// A transport that proves a dry run to be one.
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: http::Request<Bytes>) -> Sending<'_> {
        Box::pin(async {
            Err(TransportError::new(TransportErrorKind::Other, "a dry run sends nothing"))
        })
    }
}
