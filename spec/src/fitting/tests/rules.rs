//! Mistakes in the rules of resources: what belongs to what, which values there may be, how long things last.

use super::refuse;

#[test]
fn ids_beside_each_other_say_which_belongs_to_which() {
    refuse(
        (
            "operations.toml",
            "[\"backups.restore\".of]\n\"body:backup_id\" = \"body:source_instance_id\"",
            "",
        ),
        r#"operations.toml: "body:backup_id" = "backup""#,
        "several inputs name what the backup may belong to (body:source_instance_id, body:target_instance_id): expected of",
    );
    let of = |to| ("operations.toml", "\"body:backup_id\" = \"body:source_instance_id\"", to);
    refuse(
        of("\"body:backup_id\" = \"body:type\""),
        r#"operations.toml: "body:backup_id" = "body:type""#,
        "'body:type' does not name a record: expected one of the refs",
    );
    refuse(
        of("\"body:source_instance_id\" = \"body:backup_id\""),
        r#"operations.toml: "body:source_instance_id" = "body:backup_id""#,
        "no instance belongs to what 'body:backup_id' names",
    );
    refuse(
        ("backups.toml", "belongs = [\"instance_id\"]", "belongs = [\"instance_ids\"]"),
        "backups.toml: belongs",
        "'instance_ids>' does not name a record: it is not among the refs of backup; nearest: instance_id",
    );
}

#[test]
fn bounds_are_said_by_something() {
    let bounds =
        |to| ("proxies.toml", "value = { range = \"value_range\", type = \"data_type\" }", to);
    refuse(
        bounds("value = { range = \"value_rang\" }"),
        "proxies.toml: value = { range",
        "proxy_parameter has no attribute 'value_rang'",
    );
    refuse(bounds("value = {}"), "proxies.toml: value = {}", "nothing says what 'value' may be");
    refuse(
        bounds("value = { entries = \"proxy\" }"),
        "proxies.toml: value = { entries",
        "proxy says of no value what it may be",
    );
    refuse(
        ("proxies.toml", "value = { code = \"DBS.280271\" }", ""),
        "proxies.toml: [proxy_parameter.bounds]",
        "expected `errors.value` beside it",
    );
}

#[test]
fn a_time_that_nothing_gives_is_refused() {
    let days =
        |to| ("instances.toml", "days = \"parent>recycle_policy:retention_period_in_days\"", to);
    refuse(
        days("hours = \"=7\""),
        "instances.toml: hours = \"=7\"",
        "unknown field `hours`, expected one of `since`, `days`, `seconds`, `only`",
    );
    refuse(days(""), "instances.toml: ", "expected either days or seconds");
    refuse(
        days("days = \"=seven\""),
        "instances.toml: days = \"=seven\"",
        "recycled_instance.expires.days: '=seven' is no number",
    );
    refuse(
        days("days = \"parent>recycle_policy:retention\""),
        "instances.toml: days = ",
        "recycle_policy has no attribute 'retention'",
    );
    refuse(
        days("days = \"parent>backup_policy:keep_days\""),
        "instances.toml: days = ",
        "backup_policy is not a setting or an optional resource whose parent is project",
    );
    refuse(
        days("days = \"parent>name\""),
        "instances.toml: days = ",
        "the parent of recycled_instance is the project, which is not a record",
    );
}

#[test]
fn what_is_used_up_has_a_limit() {
    let uses = |to| ("instances.toml", "ram = \"quota:ram_quota\"", to);
    refuse(
        uses("ram = \"quota:ram\""),
        "instances.toml: uses = ",
        "node.uses.ram: quota has no attribute 'ram'",
    );
    refuse(
        uses("ram = \"tenant_quota:quota\""),
        "instances.toml: uses = ",
        "neither node nor what it lies under refers to what tenant_quota is for",
    );
    refuse(
        ("quotas.toml", "\"left:node.ram\"", "\"left:node.rom\""),
        "quotas.toml: availability_ram_quota",
        "quota states no limit for 'rom' of node: it is not among its `uses`; nearest: ram",
    );
}

#[test]
fn a_step_reads_only_what_was_done_before() {
    let late =
        "is done after this one: parents come before children, then resources by their names";
    // The bin comes after the backup.
    refuse(
        ("backups.toml", "type = \"=auto\"\n", "type = \"made:recycled_instance\"\n"),
        "backups.toml: type = \"made:recycled_instance\"",
        late,
    );
    let sets = ("parameter_templates.toml", "sets = { value = \"body:parameter_values{}\" }");
    refuse(
        (sets.0, sets.1, "sets = { value = \"parent>touched:node.need_restart\" }"),
        "parameter_templates.toml: sets = { value = \"parent>touched",
        late,
    );
    // A step does not come before itself, nor is there one that nobody has written.
    refuse(
        (sets.0, sets.1, "sets = { value = \"parent>touched:instance_parameter.value\" }"),
        "parameter_templates.toml: sets = { value = \"parent>touched",
        late,
    );
    refuse(
        (sets.0, sets.1, "sets = { value = \"made:backup\" }"),
        "parameter_templates.toml: sets = { value = \"made:backup",
        "no step of parameter_templates.set_instance_parameters makes a backup",
    );
    // An answer is written when all steps are done.
    refuse(
        (
            "parameter_templates.toml",
            "as = { configuration_id = \"id\" }",
            "as = { configuration_id = \"made:backup\" }",
        ),
        "parameter_templates.toml: as = { configuration_id = \"made:backup\" }",
        "no step of parameter_templates.copy makes a backup",
    );
}
