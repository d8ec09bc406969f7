#!/usr/bin/env python3
"""`samkarta link` beside other tools that find duplicates: quality, CPU seconds, memory.

    python3 benches/duplicates.py --bench BENCH --data DATA --python VENV/bin/python
        [--samkarta target/release/samkarta] [--sizes M L] [--peers rapidfuzz-blocked ...]
        [--rounds 3] [--threshold 0.5] [--travel]

BENCH is the folder with t5_dups.py, score_dups.py, gen.py and requirements.txt; VENV has
the requirements installed. DATA holds the generator's sizes (gen.py --size M --seed 1
--out DATA/M), and M-dev (the same with --seed 2), which the trained peers learn from.

Each tool is a process of its own, in turns, so that all meet the same machine. Ours is
`samkarta link DATA/M/actors.csv DATA/M/forums.csv`, which writes id1,id2,probability; the
pairs of at least `--threshold` are the found ones, one threshold for all sizes, to be chosen
on M-dev and L-dev. The peers run as t5_dups.py with the thresholds it has for them, tuned on
data of another seed, one set for L and one for all else; with `--travel` also once on every
further size with those of the first. A tool that is missing or fails is named and left out.

Wall and CPU seconds (user and system, all threads) are of the whole process, libraries and
learning included. The peers tell their own phases too: `work` is neither reading nor learning,
and the last ratio sets our whole process against that alone. Cells are the median, with the
least in brackets; a ratio below 1 is in our favour. Peak memory is never told below that of
the small process that starts the tool, 10 MB.

Quality is by score_dups.py's functions. B-cubed is over all records, a cluster being what
found pairs connect; most records have no duplicate, so read it against the row where
nothing is found. A false merge is a found pair that is not true.
"""

import argparse
import collections
import csv
import json
import os
import signal
import statistics
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

OURS, PEERS = "samkarta", ["rapidfuzz-blocked", "tfidf-rf", "tfidf-gbm", "splink", "dedupe"]
GRID = [n / 100 for n in range(30, 100, 5)]
# As in the peers' own run_all.py: two threads, and none that spin.
ENV = dict(os.environ, OMP_NUM_THREADS="2", OMP_WAIT_POLICY="passive", POLARS_MAX_THREADS="2",
           BENCH_THREADS="2", PYTHONDONTWRITEBYTECODE="1")
# A process's peak memory is told as at least that of the one that started it: a small one.
STARTER = """
import os, sys, time
begin = time.perf_counter()
_, status, used = os.wait4(os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ), 0)
wall = time.perf_counter() - begin
with open(sys.argv[1], "w") as told:
    print(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=told)
sys.exit(status != 0)
"""
QUALITY = ("precision", "recall", "f1", "b3_precision", "b3_recall", "b3_f1")
HEAD = ("tool", "wall s", "CPU s", "work, wall s", "work, CPU s", "learning, CPU s", "peak MB",
        "ours/peer, CPU", "ours/peer's work, CPU", "P", "R", "F1", "B³ P", "B³ R", "B³ F1", "found", "false merges")


def run(command, folder, limit):
    """Runs one process, for at most `limit` seconds: its measures, and what it wrote."""
    out, err, told = (Path(folder) / name for name in ("out", "err", "told"))
    with out.open("wb") as stdout, err.open("wb") as stderr:
        started = subprocess.Popen([sys.executable, "-I", "-S", "-c", STARTER, told, *command],
                                   stdout=stdout, stderr=stderr, env=ENV, start_new_session=True)
        try:
            started.wait(limit)
        except subprocess.TimeoutExpired:
            raise ChildProcessError(f"not done in {limit:g} s") from None
        finally:
            if started.poll() is None:
                os.killpg(started.pid, signal.SIGKILL)
    if started.returncode != 0:
        raise ChildProcessError(err.read_text(errors="replace").strip().rpartition("\n")[2] or "it said nothing")
    wall, cpu, peak = map(float, told.read_text().split())
    return {"wall": wall, "cpu": cpu, "peak": peak}, out.read_text(encoding="utf-8")


def pairs(text, one, other, value=None):
    """The pairs of a CSV text, ids in order as in score_dups.py, with their probability."""
    rows = csv.DictReader(text.splitlines())
    if not {one, other, value or one} <= set(rows.fieldnames or []):
        raise ChildProcessError(f"its columns are {rows.fieldnames}")
    return {tuple(sorted((row[one], row[other]))): float(row[value]) if value else 1.0 for row in rows}


def ours(args, size, folder):
    """One run of ours: measures and pairs."""
    data = Path(args.data) / size
    measures, text = run([args.samkarta, "link", data / "actors.csv", data / "forums.csv"], folder, args.limit)
    return measures, pairs(text, "id1", "id2", "probability")


def peer(args, tool, size, folder, thresholds=None):
    """One run of a peer: measures, its own phases among them, and pairs."""
    found = Path(folder) / f"t5-{tool}-{size}.csv"
    given = ["--threshold", ",".join(map(str, thresholds))] if thresholds else []
    measures, text = run([args.python, Path(args.bench) / "t5_dups.py", tool, "--size", size, "--data",
                          Path(args.data) / size, "--out", folder, *given], folder, args.limit)
    result = json.loads(text.split("RESULT ")[-1])
    measures |= {f"{phase} cpu": cpu for phase, cpu in result["cpu"].items()}
    measures |= {f"{phase} wall": wall for phase, wall in result["phases"].items()}
    measures["thresholds"] = result["quality"]["threshold"]
    return measures, pairs(found.read_text(encoding="utf-8"), "id_a", "id_b")


def clusters(found):
    """The cluster of each record that is in a pair, named by one of its members."""
    parent = {}

    def root(record):
        while parent.setdefault(record, record) != record:
            parent[record] = record = parent[parent[record]]
        return record

    for one, other in found:
        parent[root(one)] = root(other)
    return {record: root(record) for record in list(parent)}


def b_cubed(total, found, truth):
    """B-cubed precision, recall and F1; a record in no pair is a cluster of its own."""
    mine, real = clusters(found), clusters(truth)
    both = [(mine.get(r, r), real.get(r, r)) for r in mine.keys() | real.keys()]
    shared, alone = collections.Counter(both), total - len(both)
    of_mine, of_real = collections.Counter(m for m, _ in both), collections.Counter(r for _, r in both)
    p = (alone + sum(shared[m, r] / of_mine[m] for m, r in both)) / total
    r = (alone + sum(shared[m, r] / of_real[r] for m, r in both)) / total
    return {"b3_precision": p, "b3_recall": r, "b3_f1": 2 * p * r / (p + r)}


class Truth:
    """The true pairs of one size, and which table each record is in."""

    def __init__(self, score_dups, data):
        self.pairs, self.score, self.table = score_dups.read_truth(data), score_dups.score, {}
        for table in ("actor", "forum"):
            with (data / f"{table}s.csv").open(newline="", encoding="utf-8") as rows:
                self.table.update((row["id"], table) for row in csv.DictReader(rows))

    def quality(self, found, threshold=0.0):
        """What score_dups.py measures, B-cubed, and the false merges by table."""
        found = [two for two, probability in found.items() if probability >= threshold]
        unknown = {record for two in found for record in two} - self.table.keys()
        if unknown:
            raise ChildProcessError(f"{len(unknown)} ids that no record has, {min(unknown)!r} first")
        false = collections.Counter("–".join(sorted({self.table[r] for r in two}))
                                    for two in found if two not in self.pairs)
        return {**self.score(found, self.pairs), **b_cubed(len(self.table), found, self.pairs),
                "false": sum(false.values()), "by_table": sorted(false.items())}


def one_size(args, size, truth, thresholds, folder):
    """All rounds on one size: measures, quality and pairs by tool."""
    jobs = {OURS: partial(ours, args, size, folder)}
    jobs |= {tool: partial(peer, args, tool, size, folder) for tool in args.peers}
    once = {f"{tool}, {kept} of {args.sizes[0]}": partial(peer, args, tool, size, folder, kept)
            for tool, kept in thresholds.items()}
    rounds, quality, found = collections.defaultdict(list), {"(nothing found)": truth.quality({})}, {}
    for number in range(1, args.rounds + 1):
        for tool, job in {**jobs, **(once if number == 1 else {})}.items():
            try:
                measures, found[tool] = job()
                quality[tool] = truth.quality(found[tool], args.threshold if tool == OURS else 0.0)
            except ChildProcessError as why:
                print(f"{size}: {tool} is left out: {why}", file=sys.stderr)
                jobs.pop(tool, None)
                continue
            rounds[tool].append(measures)
            print(f"{size} round {number} {tool}: {measures['cpu']:.2f} CPU s, F1 {quality[tool]['f1']}, "
                  f"load {os.getloadavg()[0]:.1f}", file=sys.stderr)
    return rounds, quality, found


def line(*cells):
    print("|", " | ".join(map(str, cells)), "|", flush=True)


def table(size, rounds, quality):
    """Prints the table of one size."""
    def both(tool, what):
        values = [measures[what] for measures in rounds[tool] if what in measures]
        return (statistics.median(values), min(values)) if values else None

    def told(two, digits=2):
        return f"{two[0]:.{digits}f} ({two[1]:.{digits}f})" if two else "–"

    print(f"\n## {size}\n")
    line(*HEAD)
    line(*("---" for _ in HEAD))
    mine = both(OURS, "cpu")
    for tool, q in quality.items():
        theirs = [both(tool, what) if mine and tool != OURS else None for what in ("cpu", "algo cpu")]
        by = ", ".join(f"{name} {n}" for name, n in q["by_table"])
        seconds = (both(tool, what) for what in ("wall", "cpu", "algo wall", "algo cpu", "train cpu"))
        line(tool, *map(told, seconds), told(both(tool, "peak"), 0),
             *(told(two and (mine[0] / two[0], mine[1] / two[1]), 3) for two in theirs),
             *(f"{q[name]:.4f}" for name in QUALITY), q["pairs"], f"{q['false']} ({by})" if by else 0)


def one_threshold(at):
    """Prints ours at each threshold on every size, and what each size's own would gain."""
    print("\n## Ours: one threshold for all sizes\n")
    line("threshold", *(f"{size} {what}" for size in at for what in ("F1", "B³ F1", "false")))
    line(*("---" for _ in range(1 + 3 * len(at))))
    for t in GRID:
        line(t, *(cell for q in at.values() for cell in (q[t]["f1"], f"{q[t]['b3_f1']:.4f}", q[t]["false"])))
    best = max(GRID, key=lambda t: sum(q[t]["f1"] for q in at.values()))
    for size, q in at.items():
        own = max(GRID, key=lambda t: q[t]["f1"])
        print(f"\n{size}: F1 {q[best]['f1']} at {best}, the best for all; {q[own]['f1']} at its own, {own}")


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--samkarta", default="target/release/samkarta")
    args.add_argument("--bench", required=True)
    args.add_argument("--data", required=True)
    args.add_argument("--python", default=sys.executable, help="the peers' interpreter")
    args.add_argument("--sizes", nargs="+", default=["M", "L"])
    args.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS[:-1])
    args.add_argument("--rounds", type=int, default=3)
    args.add_argument("--threshold", type=float, default=0.5, help="ours, on every size")
    args.add_argument("--limit", type=float, default=520, help="seconds that one process may take")
    args.add_argument("--travel", action="store_true", help="peers with the first size's thresholds too")
    args = args.parse_args()
    sys.dont_write_bytecode = True
    sys.path.insert(0, args.bench)
    import score_dups
    at, thresholds = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for size in args.sizes:
            truth = Truth(score_dups, Path(args.data) / size)
            rounds, quality, found = one_size(args, size, truth, thresholds, folder)
            table(size, rounds, quality)
            if OURS in quality:
                at[size] = {t: truth.quality(found[OURS], t) for t in GRID}
            if args.travel and size == args.sizes[0]:
                thresholds = {tool: rounds[tool][0]["thresholds"] for tool in args.peers if rounds[tool]}
    if at:
        one_threshold(at)


if __name__ == "__main__":
    main()
