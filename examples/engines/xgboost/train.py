# XGBoost's own JSON format, and the area under the curve of "does it rain".
import glob, json, os
import pandas as pd
import xgboost as xgb
from sklearn.metrics import roc_auc_score

days = pd.concat(pd.read_csv(path) for path in sorted(glob.glob("../../seattle-weather/weather_*.csv")))
X, y = days[["temp_max", "temp_min", "wind"]], (days["weather"] == "rain").astype(int)
test = pd.Series(range(len(days)), index=days.index) % 4 == 0
model = xgb.XGBClassifier(n_estimators=60, max_depth=3, learning_rate=0.1, random_state=7, n_jobs=1).fit(X[~test], y[~test])
auc = roc_auc_score(y[test], model.predict_proba(X[test])[:, 1])

os.makedirs("models", exist_ok=True)
model.save_model("models/model.json")
with open("metrics.json", "w") as file:
    json.dump({"test": {"auc": float(auc), "rows": int(test.sum())}}, file)
print(f"AUC {auc:.3f} on {int(test.sum())} days")
