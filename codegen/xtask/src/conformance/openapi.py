"""What openapi-spec-validator finds in an OpenAPI file, as a list of problems in JSON."""
import json
import sys

from jsonschema_path import SchemaPath
from openapi_spec_validator.shortcuts import get_validator_cls

with open(sys.argv[1], encoding="utf8") as file:
    document = json.load(file)
validator = get_validator_cls(document)(SchemaPath.from_dict(document))
problems = [
    {
        "rule": str(getattr(error, "validator", None) or type(error).__name__),
        "severity": "error",
        "place": "/".join(str(part) for part in getattr(error, "absolute_path", ())),
        "message": str(getattr(error, "message", error))[:300],
    }
    for error in validator.iter_errors()
]
json.dump(problems, sys.stdout)
