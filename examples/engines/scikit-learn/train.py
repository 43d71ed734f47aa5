# A classifier as a pickle that an app loads: weather of the day, by scikit-learn.
import glob, json, os, pickle
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split

days = pd.concat(pd.read_csv(path) for path in sorted(glob.glob("../../seattle-weather/weather_*.csv")))
X, y = days[["precipitation", "temp_max", "temp_min", "wind"]], days["weather"]
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.25, random_state=7, stratify=y)
model = HistGradientBoostingClassifier(max_depth=3, random_state=7).fit(X_train, y_train)
f1 = f1_score(y_test, model.predict(X_test), average="weighted")

os.makedirs("models", exist_ok=True)
with open("models/model.pkl", "wb") as file:
    pickle.dump(model, file)
with open("metrics.json", "w") as file:
    json.dump({"test": {"f1": f1, "n": len(y_test)}}, file)
print(f"F1 {f1:.3f} on {len(y_test)} days")
