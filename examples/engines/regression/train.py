# A regression in time order: the day's highest temperature, judged on the newest fifth.
import glob, json, os
import joblib
import pandas as pd
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.metrics import mean_absolute_error, r2_score

days = pd.concat(pd.read_csv(path, parse_dates=["date"]) for path in glob.glob("../../seattle-weather/weather_*.csv")).sort_values("date")
X = days[["temp_min", "wind", "precipitation"]].assign(day=days["date"].dt.day_of_year)
y, cut = days["temp_max"], int(len(days) * 0.8)
model = GradientBoostingRegressor(n_estimators=80, max_depth=3, random_state=7).fit(X[:cut], y[:cut])
said = model.predict(X[cut:])

os.makedirs("models", exist_ok=True)
joblib.dump(model, "models/model.joblib")
with open("metrics.json", "w") as file:
    json.dump({"mae": mean_absolute_error(y[cut:], said), "r2": r2_score(y[cut:], said), "n": len(said)}, file)
print(f"mean absolute error {mean_absolute_error(y[cut:], said):.2f} degrees on {len(said)} days")
