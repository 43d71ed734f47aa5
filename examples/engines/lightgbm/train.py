# LightGBM's own text format, its usual early stopping, and the log loss of three classes.
import glob, json, os
import lightgbm as lgb
import pandas as pd

days = pd.concat(pd.read_csv(path) for path in sorted(glob.glob("../../seattle-weather/weather_*.csv")))
kinds = {"sun": 0, "rain": 1}
X, y = days[["precipitation", "temp_max", "temp_min", "wind"]], days["weather"].map(lambda kind: kinds.get(kind, 2))
test = pd.Series(range(len(days)), index=days.index) % 4 == 0
data = lgb.Dataset(X[~test], y[~test])
settings = {"objective": "multiclass", "num_class": 3, "num_leaves": 7, "learning_rate": 0.05, "seed": 7, "deterministic": True, "verbose": -1}
held = lgb.Dataset(X[test], y[test], reference=data)
model = lgb.train(settings, data, num_boost_round=200, valid_sets=[held], callbacks=[lgb.early_stopping(20, verbose=False)])

os.makedirs("models", exist_ok=True)
model.save_model("models/model.txt")
loss = model.best_score["valid_0"]["multi_logloss"]
with open("metrics.json", "w") as file:
    json.dump({"multi_logloss": loss, "rows": int(test.sum())}, file)
print(f"log loss {loss:.3f} on {int(test.sum())} days")
