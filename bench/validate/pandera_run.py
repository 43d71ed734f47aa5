"""Reads a CSV with pandas and validates it lazily with Pandera by the same Table Schema. Usage: pandera_run.py DATA.csv SCHEMA.json

Prints {"read": ms, "validate": ms, "valid": bool, "version": text}.
"""

import json
import sys
import time

import pandas as pd
import pandera
import pandera.pandas as pa

TYPES = {"integer": "int64", "number": "float64", "string": "object", "boolean": "bool", "date": "datetime64[ns]"}


def column(field):
    rules = field.get("constraints", {})
    checks = []
    if "minimum" in rules:
        checks.append(pa.Check.in_range(rules["minimum"], rules["maximum"]))
    if "enum" in rules:
        checks.append(pa.Check.isin(rules["enum"]))
    if "pattern" in rules:
        checks.append(pa.Check.str_matches(f"^(?:{rules['pattern']})$"))
    return pa.Column(
        TYPES[field["type"]], checks, nullable=not rules.get("required", False), unique=rules.get("unique", False)
    )


def main(path, schema_path):
    fields = json.load(open(schema_path, encoding="utf8"))["fields"]
    start = time.perf_counter()
    dates = {field["name"]: "datetime64[ns]" for field in fields if field["type"] == "date"}
    texts = {field["name"]: "object" for field in fields if field["type"] == "string"}
    frame = pd.read_csv(path, parse_dates=list(dates), dtype=texts).astype(dates)
    read = time.perf_counter()
    schema = pa.DataFrameSchema({field["name"]: column(field) for field in fields})
    try:
        schema.validate(frame, lazy=True)
        valid = True
    except pa.errors.SchemaErrors as error:
        print(error.failure_cases.head(), file=sys.stderr)
        valid = False
    done = time.perf_counter()
    print(json.dumps({"read": (read - start) * 1e3, "validate": (done - read) * 1e3, "valid": valid, "version": pandera.__version__}))


main(*sys.argv[1:])
