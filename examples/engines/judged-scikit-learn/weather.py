# A scikit-learn pipeline that is judged by us: it gets training rows, then rows without labels to answer.
import json, os, pickle
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline

job = json.load(open(os.environ["GATED_RETRAIN_CONTRACT"]))
model_file = os.path.join(job["paths"]["model"], "model.pkl")

if job["step"] == "train":
    rows = pd.read_csv(job["paths"]["train"])
    model = make_pipeline(SimpleImputer(), HistGradientBoostingClassifier(max_depth=3, random_state=job["seed"]))
    model.fit(rows.drop(columns=job["target"]), rows[job["target"]])
    pickle.dump(model, open(model_file, "wb"))
else:
    rows = pd.read_csv(job["paths"]["test"], index_col="row_id")
    model = pickle.load(open(model_file, "rb"))
    pd.DataFrame(model.predict_proba(rows), rows.index, model.classes_).to_csv(job["paths"]["predictions"])
