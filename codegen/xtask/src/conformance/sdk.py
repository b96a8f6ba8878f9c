"""Prints what the vendor's SDK knows of the API, as one JSON document.

    python3 sdk.py PACKAGE

PACKAGE is the folder of the SDK's package. Its sources are parsed and never run: no network,
no file beside them, and none of the packages that it would import. The sources are generated, so
their form is known; whatever has another form is an error here rather than a gap in the answer.

Types are written in the notation of `spec/api`; the name of a model stands where it names a schema.
"""

import ast
import json
import pathlib
import re
import sys

SCALARS = {
    "str": "string",
    "int": "integer",
    "float": "number",
    "bool": "boolean",
    "object": "object",
    # Travels as text.
    "datetime": "string",
}
LIST = re.compile(r"list\[(.+)\]")
MAP = re.compile(r"dict\(str, (.+)\)")
MODEL = re.compile(r"[A-Z][A-Za-z0-9]*")


def main(package):
    version = package / "v3"
    models = {}
    for path in sorted((version / "model").glob("*.py")):
        if path.name != "__init__.py":
            name, fields = read_model(path)
            models[name] = fields
    client = only_class(version / "gaussdb_client.py")
    operations = [
        read_operation(member, models)
        for member in client.body
        if isinstance(member, ast.FunctionDef) and member.name.endswith("_http_info")
    ]
    bodies = {name: list(fields.values()) for name, fields in models.items()}
    json.dump({"operations": operations, "models": bodies}, sys.stdout, indent=1)


def only_class(path):
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    (found,) = [node for node in tree.body if isinstance(node, ast.ClassDef)]
    return found


def read_model(path):
    """The fields of a model by attribute; the attribute is the name in Python, not on the wire."""
    model = only_class(path)
    tables = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in model.body
        if isinstance(node, ast.Assign)
    }
    (init,) = [node for node in model.body if getattr(node, "name", None) == "__init__"]
    mandatory = mandatory_attributes(init, path)
    fields = {}
    for attribute, kind in tables["openapi_types"].items():
        fields[attribute] = {
            "name": tables["attribute_map"][attribute],
            "type": notation(kind, path),
            "mandatory": mandatory.pop(attribute),
        }
    if mandatory:
        raise ValueError(f"{path}: {mandatory} have no type")
    return model.name, fields


def mandatory_attributes(init, path):
    """`self.x = x` sets a mandatory attribute; an optional one stands behind `if x is not None:`."""
    arguments = {argument.arg for argument in init.args.args} - {"self"}
    found = {}
    for statement in init.body:
        guarded = isinstance(statement, ast.If)
        if guarded:
            (statement,) = statement.body
        if isinstance(statement, ast.Assign):
            (target,) = statement.targets
            if isinstance(statement.value, ast.Name) and statement.value.id in arguments:
                found[target.attr] = not guarded
    if set(found) != arguments:
        raise ValueError(f"{path}:{init.lineno}: not every argument is set")
    return found


def notation(kind, path):
    if kind in SCALARS:
        return SCALARS[kind]
    if inner := LIST.fullmatch(kind):
        return f"array<{notation(inner[1], path)}>"
    if inner := MAP.fullmatch(kind):
        return f"map<{notation(inner[1], path)}>"
    if MODEL.fullmatch(kind):
        return kind
    raise ValueError(f"{path}: {kind!r} is no type that is known here")


def read_operation(function, models):
    (head,) = [
        dict(zip((key.value for key in node.value.keys), node.value.values))
        for node in function.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict) and node.value.keys
    ]
    response = head["response_type"].value
    name = response.removesuffix("Response")
    request = f"{name}Request"
    places = travels(function)
    parameters = []
    body = None
    for attribute, field in models[request].items():
        place = places.pop(attribute)
        if place == "body":
            body = field["type"]
        else:
            parameters.append({"in": place, **field})
    if places:
        raise ValueError(f"{name}: {places} are no attributes of {request}")
    # A response that is no object is kept in an attribute of its own.
    fields = list(models[response].values())
    bare = [field["type"] for field in fields if field["name"] == "body"]
    if bare and len(fields) > 1:
        raise ValueError(f"{response} is an object and is not")
    return {
        "method": head["method"].value,
        "path": head["resource_path"].value,
        "request_model": request,
        "parameters": parameters,
        "response_model": response,
        "request": body,
        "response": bare[0] if bare else response,
    }


PLACES = {
    "path_params": "path",
    "query_params": "query",
    "header_params": "header",
    "form_params": "form",
    "body": "body",
}


def travels(function):
    """Where each attribute of the request travels: `if 'x' in local_var_params:` and one statement."""
    found = {}
    for node in function.body:
        if not (isinstance(node, ast.If) and isinstance(node.test, ast.Compare)):
            continue
        attribute = node.test.left.value
        (statement,) = node.body
        if isinstance(statement, ast.Assign):
            target = statement.targets[0]
            target = target.value if isinstance(target, ast.Subscript) else target
        else:
            target = statement.value.func.value
        found[attribute] = PLACES[target.id]
    return found


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
