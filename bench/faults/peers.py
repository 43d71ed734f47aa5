"""What other tools find in each case, by what they infer from the reference batches. Usage: peers.py TOOL CASES.json

TOOL is frictionless, pandera or tfdv. Prints one JSON list: {flagged, crashed, columns, said} per case. Nothing is configured: the
schema is the one that the tool infers, the judgement the one that it gives.
"""

import json
import logging
import os
import sys
import tempfile
import warnings

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

import pandas as pd  # noqa: E402


def joined(paths):
    return pd.concat([pd.read_csv(path) for path in paths], ignore_index=True)


def frictionless_tool():
    from frictionless import Resource, Schema, system

    system.trusted = True

    def learn(paths):
        with tempfile.NamedTemporaryFile(suffix=".csv", delete=False) as file:
            lines = []
            for i, path in enumerate(paths):
                text = open(path, encoding="utf8").read()
                lines.append(text if i == 0 else text.split("\n", 1)[1])
            file.write("".join(lines).encode())
        return Schema.describe(file.name)

    def judge(schema, path):
        report = Resource(path=path, schema=schema.to_copy()).validate()
        errors = [error for task in report.tasks for error in task.errors] + list(report.errors)
        columns = {getattr(error, "field_name", None) for error in errors} | {getattr(error, "label", None) for error in errors}
        return (not report.valid), [name for name in columns if name]

    return learn, judge


def pandera_tool():
    import pandera.pandas as pa

    def learn(paths):
        return pa.infer_schema(joined(paths))

    def judge(schema, path):
        frame = pd.read_csv(path)
        try:
            schema.validate(frame, lazy=True)
            return False, []
        except pa.errors.SchemaErrors as error:
            cases = error.failure_cases
            return True, [str(name) for name in set(cases["column"].dropna()) | set(cases["failure_case"].astype(str))]

    return learn, judge


def tfdv_tool():
    import tensorflow_data_validation as tfdv

    def learn(paths):
        statistics = tfdv.generate_statistics_from_dataframe(joined(paths))
        return tfdv.infer_schema(statistics)

    def judge(schema, path):
        statistics = tfdv.generate_statistics_from_dataframe(pd.read_csv(path))
        found = tfdv.validate_statistics(statistics, schema).anomaly_info
        return bool(found), list(found)

    return learn, judge


TOOLS = {"frictionless": frictionless_tool, "pandera": pandera_tool, "tfdv": tfdv_tool}


def main():
    learn, judge = TOOLS[sys.argv[1]]()
    cases = json.load(open(sys.argv[2]))
    learned, results = {}, []
    for case in cases:
        key = json.dumps(case["references"])
        try:
            if key not in learned:
                learned[key] = learn(case["references"])
            flagged, columns = judge(learned[key], case["path"])
            results.append({"flagged": flagged, "crashed": False, "columns": columns})
        except Exception as error:  # noqa: BLE001: a crash is a result
            results.append({"flagged": True, "crashed": True, "columns": [], "said": f"{type(error).__name__}: {error}"[:300]})
    json.dump(results, sys.stdout)


main()
