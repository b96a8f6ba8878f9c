//! What the server answers, and what both sides send.

use serde_json::{Map, Value, json};

/// The answer to `tasks.show`.
pub(crate) fn task() -> String {
    json!({
        "job": {
            "id": TASK,
            "name": "CreateGaussDBforMySQLInstance",
            "status": "Completed",
            "created": "2026-08-20T02:33:49+0800",
            "ended": "2026-08-20T02:53:02+0800",
            "process": "100%",
            "instance": { "id": ID, "name": "orders" },
        }
    })
    .to_string()
}

/// The answer to `instances.create`.
pub(crate) fn created() -> String {
    json!({
        "instance": {
            "id": ID, "name": "orders", "status": "BUILD",
            "datastore": { "type": "gaussdb-mysql", "version": "8.0" },
            "mode": "Cluster", "configuration_id": CONFIGURATION, "port": "3306",
            "backup_strategy": { "start_time": "08:00-09:00", "keep_days": "7" },
            "enterprise_project_id": "0", "region": REGION, "availability_zone_mode": "single",
            "vpc_id": VPC, "security_group_id": GROUP, "subnet_id": SUBNET, "flavor_ref": FLAVOR,
            "charge_info": { "charge_mode": "postPaid" },
        },
        "job_id": TASK,
    })
    .to_string()
}

/// The answer to `instances.list`: a hundred instances, each with all its fields.
pub(crate) fn page(order: Order) -> String {
    let instances: Vec<_> = (0..100).map(|number| sorted(instance(number), order)).collect();
    json!({ "instances": instances, "total_count": 100 }).to_string()
}

/// In which order the fields of each object stand.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Order {
    /// As they are described.
    Described,
    /// By name.
    Alphabetical,
}

pub(crate) const PROJECT: &str = "0123456789abcdef0123456789abcdef";
pub(crate) const TASK: &str = "dff1d289-4d03-4942-8b9f-463ea07c000d";
/// Who both sides say that they are: the generated client does it by its version.
pub(crate) const AGENT: &str = concat!("taurusdb/", env!("CARGO_PKG_VERSION"));
pub(crate) const ID: &str = "61a4ea66210545909d74a05c27a7179ein07";
pub(crate) const CONFIGURATION: &str = "43570e0de32e40c5a15f831aa5ce4176pr07";
pub(crate) const REGION: &str = "ap-southeast-3";
pub(crate) const VPC: &str = "3cedfc54-b105-4652-a4e0-847b11576b58";
pub(crate) const SUBNET: &str = "c1cfa53c-65d3-431e-8552-326bf310c7ad";
pub(crate) const GROUP: &str = "fc577a1a-f202-424a-977f-24faec3fdd55";
pub(crate) const FLAVOR: &str = "gaussdb.mysql.xlarge.x86.4";

fn instance(number: usize) -> Value {
    json!({
        "id": format!("61a4ea66210545909d74a05c27a{number:05}in07"),
        "name": format!("gaussdb-mysql-instance{number:02}"),
        "status": "normal",
        "private_ips": [format!("192.168.0.{number}")],
        "proxy_ips": [format!("192.168.1.{number}")],
        "readonly_private_ips": [format!("192.168.2.{number}"), format!("192.168.3.{number}")],
        "public_ips": [],
        "port": "3306",
        "type": "Cluster",
        "region": REGION,
        "datastore": { "type": "gaussdb-mysql", "version": "8.0", "kernel_version": "2.0.54.240900" },
        "created": "2026-08-20T02:33:49+0800",
        "updated": "2026-08-21T12:03:11+0800",
        "db_user_name": "root",
        "vpc_id": VPC,
        "subnet_id": SUBNET,
        "security_group_id": GROUP,
        "flavor_ref": FLAVOR,
        "flavor_info": { "vcpus": "4", "ram": "16" },
        "volume": { "type": "POOL", "size": "100" },
        "backup_strategy": { "start_time": "19:00-20:00", "keep_days": "7" },
        "enterprise_project_id": "0",
        "time_zone": "UTC+08:00",
        "charge_info": { "charge_mode": "prePaid", "period_type": "month", "period_num": 3, "is_auto_renew": "true",
            "is_auto_pay": "true" },
        "dedicated_resource_id": "",
        "tags": [{ "key": "team", "value": "checkout" }, { "key": "stage", "value": "production" }],
    })
}

fn sorted(value: Value, order: Order) -> Value {
    match value {
        Value::Object(entries) if order == Order::Alphabetical => {
            let mut entries: Vec<_> =
                entries.into_iter().map(|(key, value)| (key, sorted(value, order))).collect();
            entries.sort_by(|(one, _), (other, _)| one.cmp(other));
            Value::Object(Map::from_iter(entries))
        }
        Value::Array(elements) => {
            elements.into_iter().map(|element| sorted(element, order)).collect()
        }
        other => other,
    }
}
