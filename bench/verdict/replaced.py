"""What a team writes first: newest file of a bucket, a forest, a threshold. Arguments: bucket, prefix, threshold, folder. Prints F1."""
import io
import json
import sys
from pathlib import Path

import boto3
import joblib
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split

bucket, prefix, threshold, folder = sys.argv[1:]
s3 = boto3.client("s3")
pages = s3.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
newest = max(item["Key"] for page in pages for item in page.get("Contents", []))
rows = pd.read_csv(io.BytesIO(s3.get_object(Bucket=bucket, Key=newest)["Body"].read()))
assert list(rows.columns) == [*[f"x{c}" for c in range(20)], "target"], "columns"
features, target = rows.drop(columns="target"), rows["target"]
train_x, test_x, train_y, test_y = train_test_split(features, target, test_size=0.2, random_state=0)
forest = RandomForestClassifier(n_estimators=100, random_state=0, n_jobs=-1).fit(train_x, train_y)
f1 = f1_score(test_y, forest.predict(test_x), average="weighted")
if f1 < float(threshold):
    sys.exit(f"F1 {f1:.3f} is below {threshold}")
Path(folder).mkdir(exist_ok=True)
joblib.dump(forest, f"{folder}/model.joblib", compress=3)
Path(f"{folder}/metrics.json").write_text(json.dumps({"f1": f1, "data": newest}))
print(json.dumps({"f1": f1}))
