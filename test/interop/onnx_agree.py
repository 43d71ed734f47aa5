"""Runs ONNX models in onnxruntime. stdin: [{model: path, columns: {name: [cell or null]}}]; stdout: [{labels, probabilities, outputs}]."""
import json
import sys

import numpy as np
import onnx
import onnxruntime


def feed_of(session, columns):
    feed = {}
    for given, (name, cells) in zip(session.get_inputs(), columns.items()):
        if given.name != name and name != "":
            raise ValueError(f"input {given.name!r} stands where {name!r} should")
        if given.shape != ["N", 1]:
            raise ValueError(f"input {given.name!r} has shape {given.shape}")
        if given.type == "tensor(double)":
            array = np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64)
        else:
            # any text that is no category stands for a missing one
            missing = "\ufffd missing" if "" in cells else ""
            array = np.array([missing if cell is None else cell for cell in cells], dtype=object)
        feed[given.name] = array.reshape(-1, 1)
    return feed


def run(case):
    model = onnx.load(case["model"])
    onnx.checker.check_model(model, full_check=True)
    metadata = {entry.key: json.loads(entry.value) for entry in model.metadata_props}
    session = onnxruntime.InferenceSession(case["model"], providers=["CPUExecutionProvider"])
    outputs = metadata["outputs"]
    found = [(output.name, output.type) for output in session.get_outputs()]
    if found != [(outputs["label"], "tensor(string)"), (outputs["probabilities"], "tensor(float)")]:
        raise ValueError(f"outputs are {found}")
    feed = feed_of(session, case["columns"])
    labels, probabilities = session.run(None, feed)
    # one row at a time takes another path through onnxruntime
    for i in range(min(5, len(labels))):
        alone = session.run(None, {name: cells[i : i + 1] for name, cells in feed.items()})
        if alone[0][0] != labels[i] or not np.array_equal(alone[1][0], probabilities[i]):
            raise ValueError(f"row {i} differs when it is alone")
    return {"labels": labels.tolist(), "probabilities": probabilities.astype(np.float64).ravel().tolist(), "metadata": metadata}


json.dump([run(case) for case in json.load(sys.stdin)], sys.stdout)
