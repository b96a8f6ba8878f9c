//! The three calls.

use std::error::Error;
use std::time::Duration;

use reqwest::Method;
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HOST, USER_AGENT};
use serde::de::DeserializeOwned;
use serde_json::from_slice;

use super::sign::sign;
use super::types::plain::{Created, Page, Task};
use super::types::{Create, Datastore};
use crate::bodies::{AGENT, FLAVOR, ID, PROJECT, REGION, SUBNET, TASK, VPC};

/// A client of one's own.
pub(crate) struct Calls {
    http: reqwest::Client,
    address: String,
}

impl Calls {
    pub(crate) fn new(address: &str) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_secs(60))
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { http, address: address.to_owned() })
    }

    pub(crate) async fn task(&self) {
        let task: Task = self
            .call(Method::GET, &format!("/v3/{PROJECT}/jobs"), &format!("id={TASK}"), Vec::new())
            .await
            .expect("an answer");
        assert!(task.job.is_some_and(|job| job.status.is_some()));
    }

    pub(crate) async fn list(&self) {
        let page: Page = self
            .call(Method::GET, &format!("/v3.1/{PROJECT}/instances"), "limit=100", Vec::new())
            .await
            .expect("an answer");
        assert_eq!(page.instances.map(|instances| instances.len()), Some(100));
    }

    pub(crate) async fn create(&self) {
        let body = Create {
            region: REGION,
            name: "orders",
            datastore: Datastore { r#type: "gaussdb-mysql", version: "8.0" },
            mode: "Cluster",
            flavor_ref: FLAVOR,
            vpc_id: VPC,
            subnet_id: SUBNET,
            password: "Abcdefg1!",
            availability_zone_mode: "single",
            slave_count: 1,
        };
        let body = serde_json::to_vec(&body).expect("JSON");
        let created: Created = self
            .call(Method::POST, &format!("/v3/{PROJECT}/instances"), "", body)
            .await
            .expect("an answer");
        assert_eq!(created.instance.and_then(|instance| instance.id).as_deref(), Some(ID));
    }

    async fn call<T: DeserializeOwned>(
        &self,
        method: Method,
        path: &str,
        query: &str,
        body: Vec<u8>,
    ) -> Result<T, Box<dyn Error>> {
        let Self { http, address } = self;
        let (date, authorization) =
            sign("AKEXAMPLE", "SKEXAMPLE", method.as_str(), address, path, query, &body);
        let mark = if query.is_empty() { "" } else { "?" };
        let response = http
            .request(method, format!("http://{address}{path}{mark}{query}"))
            .header(ACCEPT, "application/json")
            .header(CONTENT_TYPE, "application/json")
            .header(HOST, address)
            .header(USER_AGENT, AGENT)
            .header("X-Language", "en-us")
            .header("X-Project-Id", PROJECT)
            .header("X-Sdk-Date", date)
            .header(AUTHORIZATION, authorization)
            .body(body)
            .send()
            .await?;
        let response = response.error_for_status()?;
        Ok(from_slice(&response.bytes().await?)?)
    }
}
