"""The steps of `run` as a script of scikit-learn: read, check, split, train, score, write. Prints its timings as JSON. Arguments: CSV, folder."""
import time

start = time.perf_counter()
import json
import pickle
import sys
from pathlib import Path

import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score, precision_recall_fscore_support
from sklearn.model_selection import train_test_split

timings = {}


def lap(name):
    global start
    now = time.perf_counter()
    timings[name] = (now - start) * 1000
    start = now


lap("import")
rows = pd.read_csv(sys.argv[1])
lap("read")
expected = [f"x{c}" for c in range(20)]
assert list(rows.columns) == [*expected, "target"], "columns"
features, target = rows[expected], rows["target"]
assert all(kind.kind == "f" for kind in features.dtypes), "types"
assert not rows.isna().any().any(), "missing cells"
assert set(target.unique()) <= {"high", "low", "middle"}, "classes"
assert ((features.min() >= -30) & (features.max() <= 30)).all(), "ranges"
lap("check")
train_x, test_x, train_y, test_y = train_test_split(features, target, test_size=0.2, random_state=0)
forest = RandomForestClassifier(n_estimators=100, random_state=0, n_jobs=-1)
forest.fit(train_x, train_y)
lap("train")
predicted = forest.predict(test_x)
report = {
    "f1": f1_score(test_y, predicted, average="weighted"),
    "accuracy": accuracy_score(test_y, predicted),
    "classes": [list(map(float, values)) for values in precision_recall_fscore_support(test_y, predicted)],
    "confusion": confusion_matrix(test_y, predicted).tolist(),
}
lap("evaluate")
out = Path(sys.argv[2])
out.mkdir(parents=True, exist_ok=True)
(out / "model.pkl").write_bytes(pickle.dumps(forest))
(out / "run.json").write_text(json.dumps(report))
lap("write")
print(json.dumps({"timings": timings, "f1": report["f1"]}))
