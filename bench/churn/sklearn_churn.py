"""The same nights with scikit-learn's forest. Usage: sklearn_churn.py FOLDER, which holds task.json; writes churn.json there."""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score

folder = Path(sys.argv[1])
task = json.loads((folder / "task.json").read_text())
cells = np.array(task["columns"], dtype=float).T
labels = np.array(task["labels"])


def model(rows):
    return RandomForestClassifier(task["trees"], random_state=42, n_jobs=-1).fit(cells[:rows], labels[:rows])


changed, f1 = [], []
for old, fresh, end in task["bounds"]:
    asked = cells[fresh:end]
    said = model(fresh).predict(asked)
    changed.append(float((model(old).predict(asked) != said).mean()))
    f1.append(float(f1_score(labels[fresh:end], said, average="weighted", zero_division=0)))
(folder / "churn.json").write_text(json.dumps({"changed": changed, "f1": f1}))
