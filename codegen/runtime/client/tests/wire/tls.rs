//! Root certificates of one's own, against a server that has a certificate below one. The certificates are in
//! the folder `tls`, are good for a hundred years, and nobody else trusts them.

use std::net::SocketAddr;
use std::sync::Arc;

use taurusdb_runtime::transport::{ReqwestTransport, ReqwestTransportBuilder};
use taurusdb_runtime::{Client, Credentials, Error, Retries};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::server::GET;

pub(super) const ROOT: &str = include_str!("tls/root.pem");

/// The certificate of a server, and its key.
pub(super) fn configuration() -> ServerConfig {
    let leaf = CertificateDer::from_pem_slice(include_bytes!("tls/leaf.pem")).unwrap();
    let key = PrivateKeyDer::from_pem_slice(include_bytes!("tls/key.pem")).unwrap();
    ServerConfig::builder().with_no_client_auth().with_single_cert(vec![leaf], key).unwrap()
}

/// A server that answers each connection once.
async fn server() -> SocketAddr {
    let acceptor = TlsAcceptor::from(Arc::new(configuration()));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            // A client that does not trust the certificate goes away.
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(stream.read_u8().await.unwrap());
            }
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").await.unwrap();
            stream.shutdown().await.unwrap();
        }
    });
    address
}

async fn get(address: SocketAddr, builder: ReqwestTransportBuilder) -> Result<(), Error> {
    let client: Client = Client::builder()
        .endpoint(format!("https://{address}"))
        .credentials(Credentials::token("t"))
        .project_id("p1")
        .retries(Retries::none())
        .transport(builder.no_proxy().build().unwrap())
        .build()
        .await?;
    client.call(&GET).path("thing_id", "t").send_untyped().await.map(drop)
}

#[tokio::test]
async fn trusts_the_root_certificates_that_it_is_given() {
    let address = server().await;
    let builder = ReqwestTransport::builder;
    get(address, builder().root_certificates(ROOT)).await.unwrap();
    get(address, builder().root_certificates(ROOT).only_these_roots()).await.unwrap();
    for untrusting in [builder(), builder().only_these_roots()] {
        let error = get(address, untrusting).await.unwrap_err().to_string();
        assert!(error.starts_with("tests.get: cannot connect to https://127.0.0.1"), "{error}");
        assert!(error.contains("certificate"), "{error}");
    }
}
