# A forecast that is judged by us on the latest days: the season of the year by least squares, from the date alone.
import json, os
import numpy as np
import pandas as pd

job = json.load(open(os.environ["GATED_RETRAIN_CONTRACT"]))
paths = job["paths"]
model_file = os.path.join(paths["model"], "season.json")


def season(rows):
    turn = 2 * np.pi * pd.to_datetime(rows["date"]).dt.day_of_year / 365.25
    return np.column_stack([np.ones(len(rows)), np.sin(turn), np.cos(turn), np.sin(2 * turn), np.cos(2 * turn)])


if job["step"] == "train":
    rows = pd.read_csv(paths["train"])
    weights = np.linalg.lstsq(season(rows), rows[job["target"]], rcond=None)[0]
    json.dump(list(weights), open(model_file, "w"))
else:
    rows = pd.read_csv(paths["test"], index_col="row_id")
    pd.DataFrame({"prediction": season(rows) @ json.load(open(model_file))}, rows.index).to_csv(paths["predictions"])
