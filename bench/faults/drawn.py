"""Real tables drawn by a seed: histories of equal size, then batches of .3 to 3 times that size.
Usage: drawn.py FOLDER SEED catalogue|held

A table without time is shuffled, so that its batches differ by chance alone; of a table with time, stretches of rows that follow
one another. `held` are tables that no rule was made with. Everything comes from installed packages; nothing is downloaded.
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from sets import DATED, REFERENCES, SHUFFLED, table, write

CLEAN = 20
PER_HISTORY = 5
SIZES = (0.3, 3.0)

# package, table, target, rows of a batch
HELD_SHUFFLED = [
    ("AER", "SmokeBan", "smoker", 700),
    ("DAAG", "monica", "outcome", 450),
    ("DAAG", "nassCDS", "dead", 1500),
    ("carData", "Chile", "vote", 200),
    ("wooldridge", "k401ksubs", "e401k", 650),
    ("modeldata", "mlc_churn", "churn", 350),
    ("openintro", "resume", "gender", 350),
    ("Ecdat", "Computers", "premium", 450),
    ("COUNT", "rwm1984", "outwork", 280),
    ("survival", "rotterdam", "death", 220),
    ("statsmodels", "fair", "affair", 450),
    ("sklearn", "digits", "target", 130),
]

# package, table, target, column of the moment, its format, rows of a batch
HELD_DATED = [
    ("dslabs", "trump_tweets", "source", "created_at", None, 700),
    ("vega_datasets", "seattle_weather", "weather", "date", None, 90),
    ("mosaicData", "BirthsCDC", "day_of_week", "date", None, 180),
    ("openintro", "nycflights", "late", "date", None, 800),
    ("Ecdat", "Garch", "day", "date", None, 120),
]

ROWS_OF_DATED = {"MplsStops": 900, "pizzaplace": 900, "hotel_rates": 300, "birds": 400, "mn_police_use_of_force": 400, "Weather": 150, "weather": 500}


def from_statsmodels():
    from statsmodels.datasets import fair

    frame = fair.load_pandas().data
    return frame.assign(affair=(frame.pop("affairs") > 0).map({True: "yes", False: "no"}))


def from_sklearn():
    from sklearn.datasets import load_digits

    digits = load_digits(as_frame=True).frame
    return digits.astype("Int64")


def from_vega():
    from vega_datasets import local_data

    return local_data.seattle_weather()


def flights():
    frame = table("openintro", "nycflights")
    date = pd.to_datetime(frame[["year", "month", "day"]]).dt.strftime("%Y-%m-%d")
    return frame.assign(date=date, late=(frame["arr_delay"] > 15).map({True: "yes", False: "no"})).drop(columns=["tailnum"])


def garch():
    frame = table("Ecdat", "Garch")
    return frame.assign(date=pd.to_datetime(frame["date"].astype(str), format="%y%m%d").dt.strftime("%Y-%m-%d"))


MADE = {
    ("statsmodels", "fair"): from_statsmodels,
    ("sklearn", "digits"): from_sklearn,
    ("vega_datasets", "seattle_weather"): from_vega,
    ("openintro", "nycflights"): flights,
    ("Ecdat", "Garch"): garch,
}


def loaded(package, item):
    return MADE[(package, item)]() if (package, item) in MADE else table(package, item)


def sizes_of(draws, rows, count):
    low, high = np.log(SIZES[0]), np.log(SIZES[1])
    return [max(20, int(rows * np.exp(draws.uniform(low, high)))) for _ in range(count)]


def shuffled(draws, package, item, target, rows):
    frame = loaded(package, item).dropna(subset=[target])
    rows = min(rows, len(frame) // 13)
    for _ in range(CLEAN // PER_HISTORY):
        mixed = frame.iloc[draws.permutation(len(frame))]
        history = [mixed.iloc[i * rows : (i + 1) * rows] for i in range(REFERENCES)]
        at, later = REFERENCES * rows, []
        for size in sizes_of(draws, rows, PER_HISTORY):
            later.append(mixed.iloc[at : at + min(size, len(frame) - at)])
            at += size
        yield history, [batch for batch in later if len(batch) >= 20]


def dated(draws, package, item, target, column, form, rows):
    frame = loaded(package, item).dropna(subset=[column, target])
    moment = pd.to_datetime(frame[column].astype(str), format=form, utc=True).dt.tz_localize(None)
    frame = frame.assign(_moment=moment).sort_values("_moment", kind="stable").drop(columns="_moment")
    rows = min(rows, len(frame) // 11)
    for size in sizes_of(draws, rows, CLEAN):
        start = int(draws.integers(0, len(frame) - REFERENCES * rows - size + 1))
        ends = [start + i * rows for i in range(REFERENCES + 1)]
        history = [frame.iloc[a:b] for a, b in zip(ends, ends[1:])]
        yield history, [frame.iloc[ends[-1] : ends[-1] + size]]


def tables(which):
    if which == "held":
        return [(entry, None) for entry in HELD_SHUFFLED] + [(entry, entry[3]) for entry in HELD_DATED]
    ours = [(package, item, target, column, form, ROWS_OF_DATED[item]) for package, item, target, column, form, *_ in DATED]
    return [(entry, None) for entry in SHUFFLED] + [(entry, entry[3]) for entry in ours]


def main():
    out, seed, which = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    sets = []
    for number, (entry, time) in enumerate(tables(which)):
        name = f"{entry[0]}-{entry[1]}"
        folder = out / name
        folder.mkdir(parents=True, exist_ok=True)
        cut = shuffled if time is None else dated
        histories = []
        for i, (history, later) in enumerate(cut(np.random.default_rng([seed, number]), *entry)):
            references = [write(batch, folder, f"h{i:02d}_{k}") for k, batch in enumerate(history)]
            histories.append({"references": references, "later": [write(batch, folder, f"h{i:02d}_next_{k}") for k, batch in enumerate(later)]})
        sets.append({"name": name, "target": entry[2], "time": time, "histories": histories})
        clean = sum(len(one["later"]) for one in histories)
        print(f"{name}: {clean} clean batches after histories of {len(history[0])} rows each", file=sys.stderr)
    (out / "sets.json").write_text(json.dumps(sets, indent=1))


main()
