"""Reads a CSV with pandas' C engine. Usage: pandas_read.py DATA.csv; prints {"ms", "cpu", "rows", "version"} without the import."""

import json
import resource
import sys
import time

import pandas as pd


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


before = cpu()
start = time.perf_counter()
table = pd.read_csv(sys.argv[1], engine="c")
ms = (time.perf_counter() - start) * 1000
print(
    json.dumps(
        {
            "ms": ms,
            "cpu": (cpu() - before) * 1000,
            "rows": len(table),
            "version": pd.__version__,
        }
    )
)
