"""scikit-learn's forest on given splits: weighted F1, one per split. Reads {csv, target, features, missing, splits: [hold-out rows]} from stdin."""
import json
import sys

import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score

task = json.load(sys.stdin)
rows = pd.read_csv(task["csv"], keep_default_na=False, na_values=task["missing"])
target = rows[task["target"]].astype(str).to_numpy()


def codes(column):
    """Numbers as they are; text as ordinal codes by name; a gap stays NaN."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return column.to_numpy(dtype=float)
    kind = column.astype("category").cat.codes.to_numpy(dtype=float)
    return np.where(kind < 0, np.nan, kind)


features = np.column_stack([codes(rows[name]) for name in task["features"]])
scores = []
for holdout in task["splits"]:
    held = np.zeros(len(rows), dtype=bool)
    held[holdout] = True
    forest = RandomForestClassifier(n_estimators=100, random_state=0, n_jobs=-1).fit(features[~held], target[~held])
    scores.append(f1_score(target[held], forest.predict(features[held]), average="weighted", zero_division=0))
print(json.dumps(scores))
