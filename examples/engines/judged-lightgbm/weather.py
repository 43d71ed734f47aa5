# LightGBM's own text format, judged by us. Early stopping uses training rows alone: the hold-out is not there.
import json, os
import lightgbm as lgb
import pandas as pd

job = json.load(open(os.environ["GATED_RETRAIN_CONTRACT"]))
classes, paths = job["classes"], job["paths"]
model_file = os.path.join(paths["model"], "model.txt")
settings = {"objective": "multiclass", "num_class": len(classes), "num_leaves": 7, "learning_rate": 0.05, "verbose": -1,
            "seed": job["seed"], "num_threads": job["threads"], "deterministic": True, "force_row_wise": True}

if job["step"] == "train":
    rows = pd.read_csv(paths["train"])
    labels = rows.pop(job["target"]).map(classes.index)
    stop = pd.Series(range(len(rows))) % 5 == 0
    data = lgb.Dataset(rows[~stop], labels[~stop])
    early = [lgb.early_stopping(20, verbose=False)]
    lgb.train(settings, data, 200, [lgb.Dataset(rows[stop], labels[stop], reference=data)], callbacks=early).save_model(model_file)
else:
    rows = pd.read_csv(paths["test"], index_col="row_id")
    answers = lgb.Booster(model_file=model_file).predict(rows)
    pd.DataFrame(answers, rows.index, classes).to_csv(paths["predictions"])
