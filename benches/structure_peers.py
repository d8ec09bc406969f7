"""Structure of large networks: ours beside the peers, in turns on the same data.

    cargo bench --no-run --bench structure      # says where the program is
    PEERS/bin/python benches/structure_peers.py --ours PROGRAM --bench BENCH --data DATA \\
        [--gt-python python3 --gt-path LIBS] [--runs 3] [--only T2/M T5/M ...]

BENCH holds the peers' scripts (t1_load.py ... t4_links.py), DATA the generator's S, M, L, XL;
PEERS is an environment with networkx, igraph, networkit, scipy, polars, duckdb, leidenalg.
graph-tool belongs to the system's python3, with polars in LIBS. Each measurement is a
process of its own, on two threads; tools take turns, the least of the runs stands for each.
A ratio is theirs by ours: above 1 is in our favour. Where the machine is shared CPU seconds
say more than wall seconds. What all tools must agree on is checked. T5 is communities by the
Leiden method with ten seeds, and the mean modularity that they reach.
"""
import argparse
import json
import os
import subprocess
import sys
import time

# Task and size: the script and the fastest peers there.
MATCHES = {
    "T1/M": ("t1_load.py", ["networkit", "graph-tool"]),
    "T1/L": ("t1_load.py", ["polars", "duckdb"]),
    "T1/XL": ("t1_load.py", ["duckdb"]),
    "T2/S": ("t2_betweenness.py", ["graph-tool", "igraph"]),
    "T2/M": ("t2_betweenness.py", ["igraph", "graph-tool"]),
    "T3/M": ("t3_cuts.py", ["graph-tool", "igraph"]),
    "T3/L": ("t3_cuts.py", ["graph-tool"]),
    "T3/XL": ("t3_cuts.py", ["graph-tool"]),
    "T4/M": ("t4_links.py", ["scipy"]),
    "T4/L": ("t4_links.py", ["scipy"]),
    "T5/M": (None, ["igraph", "igraph-stable", "networkit", "leidenalg"]),
    "T5/L": (None, ["igraph", "igraph-stable"]),
}
AGREE = ("nodes", "edges", "sum", "components", "articulation", "bridges", "sum_top")


def communities(tool, size):
    """A peer's Leiden with ten seeds, as a process of its own."""
    import random

    import numpy as np

    import common
    g = common.load(os.path.join(a.data, size))
    if tool == "networkit":
        import networkit
        networkit.setNumberOfThreads(2)
        coo = g["u"].astype(np.uint64), g["v"].astype(np.uint64)
        graph = networkit.GraphFromCoo(coo, n=g["n"], weighted=False, directed=False)
    else:
        import igraph
        import leidenalg
        graph = igraph.Graph(g["n"], np.column_stack([g["u"], g["v"]]))

    def work(seed):
        if tool == "networkit":
            networkit.setSeed(seed, False)
            return networkit.community.ParallelLeiden(graph).run()
        if tool == "leidenalg":
            return leidenalg.find_partition(graph, leidenalg.ModularityVertexPartition, seed=seed)
        random.seed(seed)
        return graph.community_leiden("modularity", n_iterations=-1 if tool == "igraph-stable" else 2)

    wall, cpu = time.perf_counter(), time.process_time()
    found = [work(seed) for seed in range(1, 11)]
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    quality = networkit.community.Modularity().getQuality if tool == "networkit" else None
    values = [quality(x.getPartition(), graph) if quality else x.modularity for x in found]
    print("RESULT " + json.dumps({"wall": wall, "cpu": cpu, "quality": {"modularity": round(sum(values) / 10, 5)}}))


def result(command, task, env):
    """Wall and CPU seconds and quality of one process."""
    out = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
    rows = [json.loads(line[7:]) for line in out.stdout.splitlines() if line.startswith("RESULT ")]
    if not rows:
        sys.exit(f"{' '.join(command)}\n{out.stderr[-2000:]}")
    row = rows[-1]
    if "phases" in row:
        parts = ("load", "build") if task == "T1" else ("algo",)
        row["wall"] = sum(row["phases"].get(part, 0) for part in parts)
        row["cpu"] = sum(row["cpu"].get(part, 0) for part in parts)
    return row["wall"], row["cpu"], row["quality"]


def command(tool, match, script):
    task, size = match.split("/")
    data = os.path.join(a.data, size)
    if tool == "samkarta":
        return [a.ours, data, task]
    if script is None:
        return [sys.executable, __file__, "--bench", a.bench, "--data", a.data, "--one", tool, size]
    python = a.gt_python if tool == "graph-tool" else sys.executable
    words = ["T4", tool] if task == "T4" else [tool]
    return [python, os.path.join(a.bench, script), *words, "--data", data, "--size", size]


def compare(match, script, peers):
    task = match.split("/")[0]
    env = dict(os.environ, BENCH_THREADS="2", RAYON_NUM_THREADS="2", OMP_NUM_THREADS="2",
               OMP_WAIT_POLICY="passive", POLARS_MAX_THREADS="2", PYTHONPATH=a.bench)
    best = {}
    for _ in range(a.runs):
        for tool in ["samkarta", *peers]:
            where = dict(env, PYTHONPATH=f"{a.bench}:{a.gt_path}") if tool == "graph-tool" else env
            wall, cpu, quality = result(command(tool, match, script), task, where)
            old = best.get(tool, (wall, cpu, quality))
            best[tool] = (min(wall, old[0]), min(cpu, old[1]), quality)
    wall, cpu, ours = best["samkarta"]
    print(f"{match:6} samkarta      wall {wall:9.4f}  CPU {cpu:9.4f}  {ours}")
    for tool in peers:
        theirs = best[tool]
        print(f"{match:6} {tool:13} wall {theirs[0]:9.4f}  CPU {theirs[1]:9.4f}"
              f"  theirs/ours: wall {theirs[0] / wall:6.1f}  CPU {theirs[1] / cpu:6.1f}  {theirs[2]}", flush=True)
        for key in AGREE:
            if key in ours and key in theirs[2]:
                # Scripts print nine digits.
                assert abs(ours[key] - theirs[2][key]) <= 1e-7 * abs(ours[key]), (match, tool, key)


ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
ap.add_argument("--ours")
ap.add_argument("--bench", required=True)
ap.add_argument("--data", required=True)
ap.add_argument("--gt-python", default="/usr/bin/python3")
ap.add_argument("--gt-path", default="")
ap.add_argument("--runs", type=int, default=3)
ap.add_argument("--only", nargs="+", default=list(MATCHES))
ap.add_argument("--one", nargs=2, metavar=("TOOL", "SIZE"), help=argparse.SUPPRESS)
a = ap.parse_args()
sys.path.insert(0, a.bench)
if a.one:
    communities(*a.one)
else:
    for name in a.only:
        compare(name, *MATCHES[name])
