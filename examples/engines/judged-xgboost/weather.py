# XGBoost, judged by us: its probabilities are float32, so they are summed to 1 again in float64.
import json, os
import pandas as pd
import xgboost as xgb

job = json.load(open(os.environ["GATED_RETRAIN_CONTRACT"]))
classes, paths = job["classes"], job["paths"]
model_file = os.path.join(paths["model"], "model.ubj")
settings = {"objective": "multi:softprob", "num_class": len(classes), "max_depth": 3, "eta": 0.1, "seed": job["seed"], "nthread": job["threads"]}

if job["step"] == "train":
    rows = pd.read_csv(paths["train"])
    labels = rows.pop(job["target"]).map(classes.index)
    xgb.train(settings, xgb.DMatrix(rows, labels), 60).save_model(model_file)
else:
    rows = pd.read_csv(paths["test"], index_col="row_id")
    answers = xgb.Booster(model_file=model_file).predict(xgb.DMatrix(rows)).astype("float64")
    pd.DataFrame(answers / answers.sum(axis=1, keepdims=True), rows.index, classes).to_csv(paths["predictions"])
