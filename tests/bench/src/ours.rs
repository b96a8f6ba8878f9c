//! The calls through the generated client, with its default settings.

use taurusdb::instances::MysqlDatastoreInput;
use taurusdb::{Client, Credentials, Error};

use crate::bodies::{FLAVOR, ID, PROJECT, REGION, SUBNET, TASK, VPC};

/// The generated client.
pub(crate) struct Calls(Client);

impl Calls {
    pub(crate) async fn new(address: &str) -> Result<Self, Error> {
        let client = Client::builder()
            .endpoint(format!("http://{address}"))
            .credentials(Credentials::ak_sk("AKEXAMPLE", "SKEXAMPLE"))
            .project_id(PROJECT)
            .build()
            .await?;
        Ok(Self(client))
    }

    pub(crate) async fn task(&self) {
        let task = self.0.tasks().show().id(TASK).send().await.expect("an answer");
        assert!(task.into_inner().job.is_some_and(|job| job.status.is_some()));
    }

    pub(crate) async fn list(&self) {
        let page = self.0.instances().list().limit(100).send().await.expect("an answer");
        assert_eq!(page.into_inner().instances.map(|instances| instances.len()), Some(100));
    }

    pub(crate) async fn create(&self) {
        let created = self
            .0
            .instances()
            .create()
            .region(REGION)
            .name("orders")
            .datastore(MysqlDatastoreInput::new("gaussdb-mysql", "8.0"))
            .mode("Cluster")
            .flavor_ref(FLAVOR)
            .vpc_id(VPC)
            .subnet_id(SUBNET)
            .password("Abcdefg1!")
            .availability_zone_mode("single")
            .slave_count(1)
            .send()
            .await
            .expect("an answer");
        assert_eq!(
            created.into_inner().instance.and_then(|instance| instance.id).as_deref(),
            Some(ID)
        );
    }
}
