//! Every region of the description, and what a user may set in its place.

use taurusdb_descriptors::SERVICE;
use taurusdb_runtime::{Client, ClientBuilder, Credentials};

fn builder(region: &str) -> ClientBuilder {
    let credentials = Credentials::token("t");
    Client::builder().service(&SERVICE).variables(|_| None).credentials(credentials).region(region)
}

#[tokio::test]
async fn every_region_has_its_endpoint_and_its_identity_service() {
    assert_eq!(SERVICE.endpoints.len(), 18);
    for endpoint in SERVICE.endpoints {
        let region = endpoint.region;
        let client = builder(region).build().await.unwrap();
        assert_eq!(client.endpoint(), format!("https://{}", endpoint.host));
        assert_eq!(client.region(), Some(region));
        let (_, domain) = endpoint.host.split_once(&format!(".{region}.")).unwrap();
        assert_eq!(client.iam_endpoint(), Some(&*format!("https://iam.{region}.{domain}")));
    }
}

#[tokio::test]
async fn a_variable_comes_before_the_endpoint_of_every_region() {
    for endpoint in SERVICE.endpoints {
        let region = endpoint.region.to_uppercase().replace('-', "_");
        let wanted = format!("HUAWEICLOUD_SDK_REGION_{}_{region}", SERVICE.code.to_uppercase());
        let variables = move |name: &str| (name == wanted).then(|| "http://h:1".to_owned());
        let client = builder(endpoint.region).variables(variables).build().await.unwrap();
        assert_eq!(client.endpoint(), "http://h:1");
        let client = builder(endpoint.region).endpoint("http://code:1").build().await.unwrap();
        assert_eq!(client.endpoint(), "http://code:1");
    }
}
