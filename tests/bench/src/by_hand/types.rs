//! The shapes of requests and answers, with the derives of serde.
//!
//! The structs of answers have the fields of the generated ones. Enumerations are closed: what is not known
//! would be an error, which is less than the generated ones promise, and quicker.

use serde::{Deserialize, Serialize};

#[derive(Serialize)]
pub(crate) struct Create<'a> {
    pub(crate) region: &'a str,
    pub(crate) name: &'a str,
    pub(crate) datastore: Datastore<'a>,
    pub(crate) mode: &'a str,
    pub(crate) flavor_ref: &'a str,
    pub(crate) vpc_id: &'a str,
    pub(crate) subnet_id: &'a str,
    pub(crate) password: &'a str,
    pub(crate) availability_zone_mode: &'a str,
    pub(crate) slave_count: i64,
}

#[derive(Serialize)]
pub(crate) struct Datastore<'a> {
    pub(crate) r#type: &'a str,
    pub(crate) version: &'a str,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Status {
    Creating,
    Normal,
    Abnormal,
    Createfail,
}

#[derive(Deserialize)]
pub(crate) enum TaskStatus {
    Completed,
    Failed,
    Pending,
    Running,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ChargeMode {
    PrePaid,
    PostPaid,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Period {
    Month,
    Year,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Switch {
    True,
    False,
}

/// Defines the structs twice: as they are, and with an attribute on each field.
macro_rules! answers {
    ($($name:ident { $($field:ident: $type:ty),* $(,)? })*) => {
        /// Optional fields, and nothing else.
        #[allow(dead_code, reason = "what is read is not looked at")]
        pub(crate) mod plain {
            use super::{ChargeMode, Deserialize, Period, Status, Switch, TaskStatus};
            $(#[derive(Deserialize)]
            pub(crate) struct $name { $(pub(crate) $field: Option<$type>),* })*
        }
        /// Optional fields that have a default.
        #[allow(dead_code, reason = "what is read is not looked at")]
        pub(crate) mod with_defaults {
            use super::{ChargeMode, Deserialize, Period, Status, Switch, TaskStatus};
            $(#[derive(Deserialize)]
            pub(crate) struct $name { $(#[serde(default)] pub(crate) $field: Option<$type>),* })*
        }
    };
}

answers! {
    Task { job: Job }
    Job {
        id: String, name: String, status: TaskStatus, created: String, ended: String, process: String,
        instance: JobInstance, entities: serde_json::Value, fail_reason: String,
    }
    JobInstance { id: String, name: String }
    Created { instance: CreatedInstance, job_id: String, order_id: String }
    CreatedInstance {
        id: String, name: String, status: String, datastore: CreatedDatastore, mode: String,
        configuration_id: String, port: String, backup_strategy: Backups, enterprise_project_id: String,
        region: String, availability_zone_mode: String, master_availability_zone: String, vpc_id: String,
        security_group_id: String, subnet_id: String, flavor_ref: String, charge_info: Charge, volume: CreatedVolume,
    }
    CreatedDatastore { r#type: String, version: String }
    CreatedVolume { size: i64 }
    Page { instances: Vec<Instance>, total_count: i64 }
    Instance {
        id: String, name: String, status: Status, private_ips: Vec<String>, proxy_ips: Vec<String>,
        readonly_private_ips: Vec<String>, public_ips: Vec<String>, port: String, r#type: String,
        region: String, datastore: Datastore, created: String, updated: String, db_user_name: String,
        vpc_id: String, subnet_id: String, security_group_id: String, flavor_ref: String, flavor_info: Flavor,
        volume: Volume, backup_strategy: Backups, enterprise_project_id: String, time_zone: String,
        charge_info: Charge, dedicated_resource_id: String, tags: Vec<Tag>,
    }
    Datastore { r#type: String, version: String, kernel_version: String }
    Flavor { vcpus: String, ram: String }
    Volume { r#type: String, size: String }
    Backups { start_time: String, keep_days: String }
    Charge {
        charge_mode: ChargeMode, period_type: Period, period_num: i64, is_auto_renew: Switch, is_auto_pay: Switch,
    }
    Tag { key: String, value: String }
}
