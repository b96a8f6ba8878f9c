//! The test that calls every operation.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::example;
use crate::plan::Plan;

/// `tests/every_operation.rs`: each operation is called with its mandatory parameters against the
/// mock server, over a real socket, and its answer decoded.
pub(super) fn expand(plan: &Plan<'_>) -> TokenStream {
    let tests = plan.modules.iter().flat_map(|module| {
        module.operations.iter().map(move |operation| {
            let id = &operation.operation.id;
            let name = format_ident!("{}", operation.test);
            let mut chain = example::chain(plan, module, operation);
            chain.pop();
            let call: TokenStream =
                format!("{}.await", chain.concat()).parse().expect("the example is Rust");
            let (status, _) = operation.operation.success().expect("validated");
            let allow =
                example::uses_deprecated(plan, operation).then(|| quote!(#[allow(deprecated)]));
            quote! {
                #[tokio::test]
                #allow
                async fn #name() {
                    let client = client().await;
                    check(#id, #status, #call);
                }
            }
        })
    });
    quote! {
        //! Calls every operation of the crate against the mock server, over a real socket.

        use std::fmt::Debug;

        use taurusdb::{Client, Credentials, Error, Reply};
        use taurusdb_mock::MockServer;
        use tokio::sync::OnceCell;

        static MOCK: OnceCell<MockServer> = OnceCell::const_new();

        async fn client() -> Client {
            let mock = MOCK
                .get_or_init(|| async {
                    let mock = MockServer::builder().adopt_unknown_ids(true);
                    mock.start().await.expect("a port")
                })
                .await;
            Client::builder()
                .endpoint(mock.url())
                .credentials(Credentials::ak_sk(mock.access_key(), mock.secret_key()))
                .project_id(mock.project_id())
                .build()
                .await
                .expect("a client")
        }

        /// The answer has the documented status, and no part of it was given up on.
        #[track_caller]
        fn check<T>(operation: &str, status: u16, answer: Result<Reply<T>, Error>)
        where
            Reply<T>: Debug,
        {
            let reply = answer.unwrap_or_else(|error| panic!("{operation}: {error}"));
            assert_eq!(reply.status().as_u16(), status, "{operation}");
            let dropped: Vec<String> = reply
                .notes()
                .iter()
                .filter(|note| note.outcome == taurusdb::Outcome::Dropped)
                .map(ToString::to_string)
                .collect();
            assert!(dropped.is_empty(), "{operation}: {dropped:?}\n{reply:?}");
        }

        #(#tests)*
    }
}
