"""Calls a running mock through the vendor's SDK, unmodified but for its endpoint and keys.

    python3 sdk.py INPUT

INPUT is a JSON file: the address and the keys of the mock, and a valid call of each operation. Each
method of the SDK whose operation the mock has is called once with that; then an instance lives its
life. What is printed is a JSON document: the number of operations that both have, each failure, and
each field or type of an answer that the SDK does not declare.
"""

import inspect
import json
import re
import sys
import time
import warnings

from huaweicloudsdkcore.auth.credentials import BasicCredentials
from huaweicloudsdkcore.exceptions import exceptions
from huaweicloudsdkgaussdb.v3 import GaussDBClient, model

# The types of the SDK, and what they are in JSON. Dates travel as text.
PLAIN = {
    "str": ("string",),
    "int": ("integer",),
    "float": ("integer", "number"),
    "bool": ("boolean",),
    "datetime": ("string",),
    "date": ("string",),
}
KINDS = {str: "string", int: "integer", float: "number", bool: "boolean", dict: "object", list: "array"}
LIST = re.compile(r"list\[(.+)\]")
MAP = re.compile(r"dict\([^,]*, (.+)\)")
HOLE = re.compile(r"\{([^}]*)\}")


def main(given):
    credentials = BasicCredentials(given["ak"], given["sk"], given["project"])
    builder = GaussDBClient.new_builder().with_credentials(credentials)
    client = builder.with_endpoint(given["url"]).build()
    calls = {call["operation"]: call for call in given["calls"]}
    # A value that does not convert to its declared type is a fault, not a remark. That the service
    # has a newer method is a remark.
    warnings.simplefilter("error")
    warnings.simplefilter("ignore", DeprecationWarning)
    if given["life"]:
        found = {"steps": life(client, calls)}
    else:
        found = every(client, calls)
    json.dump(found, sys.stdout)


def every(client, calls):
    by_route = {(call["method"], HOLE.sub("{}", call["path"])): call for call in calls.values()}
    shared, failures, undeclared = 0, {}, []
    for name, member in inspect.getmembers(client, callable):
        if not (name.startswith("_") and name.endswith("_http_info")):
            continue
        response = re.search(r'"response_type": "(\w+)"', inspect.getsource(member))[1]
        request = getattr(model, response.removesuffix("Response") + "Request")()
        head = member(request)
        call = by_route.get((head["method"], HOLE.sub("{}", head["resource_path"])))
        if call is None:
            continue
        shared += 1
        try:
            fill(client, request, call, head["resource_path"])
            answer = getattr(client, name[1 : -len("_http_info")])(request).raw_content
        except Exception as error:  # Whatever it is, it is what a user of the SDK would see.
            failures[call["operation"]] = said(error)
            continue
        places = set()
        if answer.strip():
            compare(parsed(answer), response, "", places)
        undeclared += [[call["operation"], *place] for place in sorted(places)]
    return {"shared": shared, "failures": failures, "undeclared": undeclared}


def said(error):
    if isinstance(error, exceptions.ServiceResponseException):
        return f"{error.status_code} {error.error_code} {error.error_msg}"
    return f"{type(error).__name__}: {error}"


def parsed(answer):
    try:
        return json.loads(answer)
    except ValueError:
        return answer.decode("utf-8")


def fill(client, request, call, path):
    """Sets what the call carries. Holes of the path may have other names."""
    attributes = {wire.lower(): attribute for attribute, wire in request.attribute_map.items()}
    holes = dict(zip(HOLE.findall(call["path"]), HOLE.findall(path)))
    for place, name, value in call["parameters"]:
        wire = holes[name] if place == "path" else name
        setattr(request, attributes[wire.lower()], value)
    if call["body"] is not None:
        request.body = client._deserialize(call["body"], request.openapi_types["body"])


def compare(value, declared, place, found):
    """Notes each place at which a value is not as the SDK declares it. Null is of every type."""
    if value is None or declared == "object":
        return
    kind = KINDS[type(value)]
    inner = LIST.fullmatch(declared) or MAP.fullmatch(declared)
    if inner and declared.startswith("list") and kind == "array":
        for item in value:
            compare(item, inner[1], place + "[]", found)
    elif inner and declared.startswith("dict") and kind == "object":
        for item in value.values():
            compare(item, inner[1], place + "{}", found)
    elif inner or declared in PLAIN:
        if inner or kind not in PLAIN[declared]:
            found.add((place, f"{kind} for {declared}"))
    else:
        record(value, kind, getattr(model, declared), place, found)


def record(value, kind, declared, place, found):
    types = {declared.attribute_map[name]: kind for name, kind in declared.openapi_types.items()}
    # An answer that is no object is kept in an attribute of its own.
    if list(types) == ["body"]:
        compare(value, types["body"], place, found)
    elif kind != "object":
        found.add((place, f"{kind} for {declared.__name__}"))
    else:
        for name, item in value.items():
            inner = f"{place}.{name}".lstrip(".")
            if name in types:
                compare(item, types[name], inner, found)
            else:
                found.add((inner, f"not in {declared.__name__}"))


def life(client, calls):
    """An instance is made, waited for, enlarged, backed up, restored and deleted."""
    steps = []

    def ask(method, operation=None, body=None, **attributes):
        head = getattr(client, f"_{method}_http_info")
        response = re.search(r'"response_type": "(\w+)"', inspect.getsource(head))[1]
        request = getattr(model, response.removesuffix("Response") + "Request")(**attributes)
        if operation:
            filled = {**calls[operation]["body"], **(body or {})}
            request.body = client._deserialize(filled, request.openapi_types["body"])
        return getattr(client, method)(request)

    def wait(job):
        until = time.monotonic() + 60
        while (task := ask("show_gauss_my_sql_job_info", id=job).job).status in ("Pending", "Running"):
            if time.monotonic() > until:
                raise TimeoutError(f"{task.name} is {task.status} after a minute")
            time.sleep(0.02)
        expect(task.status, "Completed", task.name)

    def expect(found, expected, what):
        if found != expected:
            raise AssertionError(f"{what}: expected {expected!r}, found {found!r}")

    def shown():
        return ask("show_gauss_my_sql_instance_info_unify_status", instance_id=instance).instance

    def backups():
        listed = ask("show_gauss_my_sql_backup_list", instance_id=instance)
        expect(listed.total_count, len(listed.backups), "the total of backups")
        return [(one.id, one.status) for one in listed.backups]

    made = ask("create_gauss_my_sql_instance", "instances.create", {"name": "life"})
    instance = made.instance.id
    wait(made.job_id)
    nodes = len(shown().nodes)
    expect((shown().name, shown().status), ("life", "normal"), "the new instance")
    steps.append("create")

    wait(ask("create_gauss_my_sql_readonly_node", "instances.create_read_replicas", instance_id=instance).job_id)
    expect(len(shown().nodes), nodes + 1, "nodes with a replica more")
    steps.append("add a replica")

    made = ask("create_gauss_my_sql_backup", "backups.create", {"instance_id": instance})
    backup = made.backup.id
    wait(made.job_id)
    expect(backups(), [(backup, "COMPLETED")], "the backups")
    steps.append("back up")

    target = {"source_instance_id": instance, "target_instance_id": instance, "backup_id": backup}
    wait(ask("restore_old_instance", "backups.restore", target).job_id)
    expect(shown().status, "normal", "the restored instance")
    steps.append("restore")

    ask("delete_gauss_my_sql_backup", backup_id=backup)
    expect(backups(), [], "the backups")
    wait(ask("delete_gauss_my_sql_instance", instance_id=instance).job_id)
    try:
        shown()
    except exceptions.ClientRequestException as error:
        expect(error.status_code, 404, "the status for what is gone")
    else:
        raise AssertionError("the deleted instance is still there")
    steps.append("delete")
    return steps


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        main(json.load(file))
