"""Stress and CPU seconds of our layout beside s_gd2's, in turns on the same graphs.

    pip install s_gd2 numpy scipy polars        # in an environment of its own
    cargo build --release --example stress
    python benches/layout_peer.py --bench BENCH --data DATA [--runs 5] [--sizes S M]

BENCH is the folder with common.py, graphs.py and score_layout.py; DATA holds the
generator's S and M (gen.py --size S --seed 1 --out DATA/S). Run r takes seed r for both.
s_gd2 draws all pairs on S and 200 pivots beyond, as in t6_layout.py. CPU seconds are of
the layout alone, without reading the graph; the least of the runs stands for each tool,
and the mean stress. A ratio below 1 is in our favour.
"""
import argparse
import subprocess
import sys
import time
from pathlib import Path

ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("--bench", required=True)
ap.add_argument("--data", required=True)
ap.add_argument("--ours", default="target/release/examples/stress")
ap.add_argument("--runs", type=int, default=5)
ap.add_argument("--sizes", nargs="+", default=["S", "M"])
a = ap.parse_args()
sys.path.insert(0, a.bench)

import numpy as np  # noqa: E402
import s_gd2  # noqa: E402

import common  # noqa: E402
import graphs  # noqa: E402
import score_layout  # noqa: E402


def ours(g, seed):
    edges = "".join(f"{u},{v}\n" for u, v in zip(g["u"].tolist(), g["v"].tolist()))
    r = subprocess.run([a.ours, str(seed)], input=edges, capture_output=True, text=True, check=True)
    xy = np.loadtxt(r.stdout.splitlines()[1:], delimiter=",")[:, 1:]
    return float(r.stderr), xy


def theirs(g, seed):
    u, v = g["u"].astype(np.int32), g["v"].astype(np.int32)
    begin = time.process_time()
    xy = s_gd2.layout(u, v, random_seed=seed) if g["n"] <= 1500 else s_gd2.layout_sparse(u, v, 200, random_seed=seed)
    return time.process_time() - begin, xy


for size in a.sizes:
    g = graphs.lcc(common.load(str(Path(a.data) / size)))
    rows = {"ours": [], "s_gd2": []}
    for run in range(1, a.runs + 1):
        for name, tool in (("ours", ours), ("s_gd2", theirs)):
            cpu, xy = tool(g, run)
            q = score_layout.score(g, xy)
            rows[name].append((cpu, q["stress"], q["np"]))
            print(f"{size} run {run} {name:6} {cpu:8.4f} CPU s  stress {q['stress']:.4f}  np {q['np']:.4f}", flush=True)
    best = {name: (min(r[0] for r in rs), sum(r[1] for r in rs) / len(rs)) for name, rs in rows.items()}
    (tc, ts), (oc, os_) = best["s_gd2"], best["ours"]
    print(f"{size}: {g['n']} nodes, {len(g['u'])} edges; ours / s_gd2: "
          f"CPU {oc:.4f} / {tc:.4f} = {oc / tc:.2f}, mean stress {os_:.4f} / {ts:.4f} = {os_ / ts:.3f}")
