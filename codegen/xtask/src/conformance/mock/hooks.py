"""Has schemathesis begin with an empty mock at each operation, so that what one operation takes for an
id, which the other operations would refuse, does not stand in their answers.
"""

import os
import urllib.request

import schemathesis

RESET = os.environ["MOCK_URL"] + "/_mock/reset"
before = None


@schemathesis.hook
def before_call(context, case, kwargs):
    global before
    if case.operation.label != before:
        before = case.operation.label
        urllib.request.urlopen(urllib.request.Request(RESET, method="POST"), timeout=30).close()
