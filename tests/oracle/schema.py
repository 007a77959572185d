"""Judges instances by a JSON Schema, draft 2020-12: one job a line on standard input, one result a line on standard output.

A job: {"schema": schema, "instances": [instance]}; formats are asserted when it says "formats": true.
Its result: {"verdicts": [null | {"path", "message"}]}, null for a valid instance, else the first error by place (a JSON pointer);
or {"error"} when the schema itself is not sound.
"""

import json
import sys
from decimal import Decimal

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError
from jsonschema.validators import extend


def is_integer(_checker, value):
    if isinstance(value, Decimal):
        return value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


# Numbers stay decimals as they were written, so that 0.3 is a multiple of 0.1 and 1.0 is an integer.
Validator = extend(Draft202012Validator, type_checker=Draft202012Validator.TYPE_CHECKER.redefine("integer", is_integer))


def pointer(path):
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def verdict(validator, instance):
    first = min(
        ((pointer(error.absolute_path), error.message) for error in validator.iter_errors(instance)), default=None
    )
    return first and {"path": first[0], "message": first[1]}


def run(job):
    schema = job["schema"]
    try:
        Validator.check_schema(schema)
    except SchemaError as fault:
        return {"error": f"{pointer(fault.absolute_path)}: {fault.message}"}
    formats = Draft202012Validator.FORMAT_CHECKER if job.get("formats") else None
    validator = Validator(schema, format_checker=formats)
    return {"verdicts": [verdict(validator, instance) for instance in job["instances"]]}


def main():
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line, parse_float=Decimal)), ensure_ascii=False, default=str), flush=True)


main()
