"""What `predict` wrote beside what onnxruntime says of the same CSV, read here without our reader.
stdin: [{model, csv, predictions}]; stdout: [{rows, labelsDiffer, worst, ties, inputs}]."""
import csv
import json
import sys
from datetime import datetime, timezone

import numpy as np
import onnxruntime


def cells_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return {name: [row[i] for row in rows] for i, name in enumerate(header)}


def seconds(text):
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return (moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)).timestamp()


def array_of(cells, field, missing, kind):
    """Numbers as double with NaN for a gap, dates in seconds since 1970, text and booleans as they stand, with "" for a gap."""
    if kind == "tensor(double)":
        read = seconds if field["type"] in ("date", "datetime") else float
        return np.array([[np.nan if cell in missing else read(cell)] for cell in cells], dtype=np.float64)
    return np.array([["" if cell in missing else cell] for cell in cells], dtype=object)


def agree(task):
    session = onnxruntime.InferenceSession(task["model"], providers=["CPUExecutionProvider"])
    metadata = {key: json.loads(value) for key, value in session.get_modelmeta().custom_metadata_map.items()}
    fields = {field["name"]: field for field in metadata["schema"]["fields"]}
    cells = cells_of(task["csv"])
    feed = {}
    for given in session.get_inputs():
        field = fields[given.name]
        missing = field.get("missingValues")
        missing = metadata["schema"]["missingValues"] if missing is None else missing
        feed[given.name] = array_of(cells[given.name], field, missing, given.type)
    outputs = [metadata["outputs"]["label"], metadata["outputs"]["probabilities"]]
    labels, probabilities = session.run(outputs, feed)
    written = list(cells_of(task["predictions"]).values())
    ours = np.array(written[1:], dtype=np.float64).T
    best = np.sort(probabilities, axis=1)
    return {
        "rows": len(labels),
        "labelsDiffer": int(sum(a != b for a, b in zip(labels, written[0], strict=True))),
        "worst": float(np.abs(ours - probabilities).max()),
        "ties": int((best[:, -1] == best[:, -2]).sum()),
        "inputs": {given.name: given.type for given in session.get_inputs()},
    }


json.dump([agree(task) for task in json.load(sys.stdin)], sys.stdout)
