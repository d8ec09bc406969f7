#!/usr/bin/env python3
"""Scores `samkarta normalise` on Pollock, the benchmark of polluted CSV files.

    python3 benches/pollock.py CHECKOUT [--samkarta target/release/samkarta]
    python3 benches/pollock.py CHECKOUT --check clevercs

CHECKOUT is a checkout of https://github.com/HPI-Information-Systems/Pollock
(Vitagliano et al., "Pollock: A Data Loading Benchmark", PVLDB 16(8), 2023).
Nothing of it is kept here. Every measure of a file is computed by Pollock's own
`pollock/metrics.py`, imported from the checkout; this script only runs the
command and takes the means that Pollock's `evaluate.py` takes. It needs numpy,
chardet, joblib, multiset, price-parser and python-dateutil.

Ten measures a file: success, and precision, recall and F1 of header, records and
cells. A score is the sum of their means, so 10 is the best. `simple` is the plain
mean over the polluted files, `weighted` weighs each by how often its pollution
occurs in real files, `survey` is the plain mean over a sample of real files. A
file on which the command fails, or takes more than five seconds, scores 0.

With `--check SYSTEM` nothing is run: the outputs of a published system are scored
again and set beside the published measures, file by file.
"""

import argparse
import csv
import functools
import json
import multiprocessing
import subprocess
import sys
import tempfile
from pathlib import Path

MEASURES = ["success"] + [
    f"{what}_{kind}"
    for what in ("header", "record", "cell")
    for kind in ("precision", "recall", "f1")
]
SECONDS = 5
# Pollock takes the files whose name ends in `csv`, so `.CSV` does not count.
SUFFIX = "csv"


def scorer(checkout):
    """Pollock's own measures; cells are normalised once each, which changes no result."""
    sys.path.insert(0, str(checkout))
    from pollock import metrics

    metrics.normalize_cell = functools.lru_cache(maxsize=None)(metrics.normalize_cell)
    return metrics


def measure(metrics, clean, loaded):
    """The ten measures of one file."""
    if not metrics.successful_csv(str(loaded)):
        return [0.0] * len(MEASURES)
    return [1.0, *map(float, metrics.header_record_cell_measures_csv(str(clean), str(loaded)))]


def normalised(job):
    """Runs the command on one file and measures what it wrote."""
    checkout, command, dataset, name = job
    with tempfile.TemporaryDirectory() as folder:
        loaded = Path(folder) / "loaded.csv"
        with loaded.open("wb") as out:
            try:
                ended = subprocess.run(
                    [command, "normalise", checkout / dataset / "csv" / name],
                    stdout=out, stderr=subprocess.DEVNULL, timeout=SECONDS, check=False,
                )
                done = ended.returncode == 0
            except subprocess.TimeoutExpired:
                done = False
        if not done:
            return name, [0.0] * len(MEASURES)
        return name, measure(scorer(checkout), checkout / dataset / "clean" / name, loaded)


def published(job):
    """Measures what a published system wrote for one file."""
    checkout, system, dataset, name = job
    loaded = checkout / "results" / system / dataset / "loading" / f"{name}_converted.csv"
    if not loaded.exists():
        return name, None
    return name, measure(scorer(checkout), checkout / dataset / "clean" / name, loaded)


def names(checkout, dataset):
    """The files of a data set whose input and ground truth are both there."""
    found = (path.name for path in (checkout / dataset / "csv").iterdir())
    return sorted(
        name for name in found
        if name.endswith(SUFFIX) and (checkout / dataset / "clean" / name).exists()
    )


def scored(checkout, work, what, dataset, files):
    """Each file's ten measures, by name."""
    jobs = [(checkout, what, dataset, name) for name in files]
    with multiprocessing.Pool() as pool:
        return dict(pool.imap_unordered(work, jobs, chunksize=4))


def score(measures, weights=None):
    """The sum of the mean measures."""
    total = sum(weights.get(name, -1) if weights else 1 for name in measures)
    return sum(
        (weights.get(name, -1) if weights else 1) / total * sum(values)
        for name, values in measures.items()
    )


def published_measures(checkout, system, dataset):
    """The measures as published with the benchmark, by file."""
    path = checkout / "results" / system / dataset / f"{system}_results.csv"
    if not path.exists():
        return {}
    with path.open(newline="", encoding="utf-8") as rows:
        return {
            row["file"]: [float(row[f"{system}_{m}"]) for m in MEASURES]
            for row in csv.DictReader(rows)
        }


def check(checkout, system):
    """Scores a published system's outputs and compares file by file."""
    worst = 0.0
    for dataset in ("polluted_files", "survey_sample"):
        told = published_measures(checkout, system, dataset)
        files = [name for name in names(checkout, dataset) if name in told]
        mine = scored(checkout, published, system, dataset, files)
        mine = {name: values for name, values in mine.items() if values}
        off = {
            name: max(abs(a - b) for a, b in zip(values, told[name]))
            for name, values in mine.items()
        }
        differing = sorted((name for name in off if off[name] > 1e-9), key=off.get, reverse=True)
        print(f"{dataset}: {len(mine)} of {len(told)} files, {len(differing)} measured otherwise")
        print(f"  published {score({n: told[n] for n in mine}):.4f}, here {score(mine):.4f}")
        for name in differing[:10]:
            print(f"  {off[name]:.6f} {name}")
        worst = max([worst, *off.values()])
    return worst


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("checkout", type=Path)
    args.add_argument("--samkarta", default="target/release/samkarta")
    args.add_argument("--worst", type=int, default=15, help="how many files to list")
    args.add_argument("--only", choices=["polluted_files", "survey_sample"])
    args.add_argument("--check", metavar="SYSTEM")
    args = args.parse_args()
    checkout = args.checkout.resolve()
    if args.check:
        sys.exit(check(checkout, args.check) > 1e-6)
    command = str(Path(args.samkarta).resolve())
    for dataset in ("polluted_files", "survey_sample"):
        if args.only not in (None, dataset):
            continue
        files = names(checkout, dataset)
        measures = scored(checkout, normalised, command, dataset, files)
        print(f"{dataset}: {len(files)} files")
        if dataset == "polluted_files":
            weights = json.loads((checkout / "pollock_weights.json").read_text())
            print(f"  simple   {score(measures):.4f}")
            print(f"  weighted {score(measures, weights):.4f}")
        else:
            print(f"  survey   {score(measures):.4f}")
            for system in ("clevercs", "opencsv"):
                told = published_measures(checkout, system, dataset)
                same = {name: told[name] for name in measures if name in told}
                if same:
                    print(f"  {system} as published, on the same {len(same)}: {score(same):.4f}")
        means = [sum(column) / len(files) for column in zip(*measures.values())]
        print("  " + ", ".join(f"{m} {v:.3f}" for m, v in zip(MEASURES, means)))
        for name in sorted(measures, key=lambda name: (sum(measures[name]), name))[: args.worst]:
            print(f"  {sum(measures[name]):7.4f} {name}")


if __name__ == "__main__":
    main()
