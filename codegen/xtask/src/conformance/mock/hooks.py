"""Has schemathesis begin with an empty mock at each operation, so that what one operation takes for an
id, which the other operations would refuse, does not stand in their answers.

Where description and mock differ about which requests are valid, it notes the difference instead of failing:
one line of JSON each in DIFFERENCES. The command holds them against its list.
"""

import json
import os
import urllib.request

import schemathesis
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi import checks

RESET = os.environ["MOCK_URL"] + "/_mock/reset"
DIFFERENCES = open(os.environ["DIFFERENCES"], "w", encoding="utf-8", buffering=1)
before = None


@schemathesis.hook
def before_call(context, case, kwargs):
    global before
    if case.operation.label != before:
        before = case.operation.label
        urllib.request.urlopen(urllib.request.Request(RESET, method="POST"), timeout=30).close()


def noting(check):
    def noted(ctx, response, case):
        try:
            check(ctx, response, case)
        except (Failure, FailureGroup) as failure:
            line = {
                "check": check.__name__,
                "operation": f"{case.method} {case.operation.path}",
                "request": f"{case.method} {response.request.url}",
                "answer": response.content.decode("utf-8", "replace"),
                "said": str(failure),
            }
            print(json.dumps(line), file=DIFFERENCES)

    noted.__name__ = "noted_" + check.__name__
    return schemathesis.check(noted)


for check in (
    checks.positive_data_acceptance,
    checks.negative_data_rejection,
    checks.unsupported_method,
    checks.allow_header_conformance,
):
    noting(check)
