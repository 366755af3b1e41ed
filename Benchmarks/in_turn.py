"""Two checkouts' release binaries in turn, on the same machine in the same minutes: what a change has cost.

usage: python3 -B Benchmarks/in_turn.py OLD_CHECKOUT NEW_CHECKOUT [FOLDER]
  BENCH_RUNS=15 runs of each; FOLDER is where journals go (by default the new checkout's disk; /dev/shm takes the disk out).
"""

import contextlib
import os
import pathlib
import statistics
import sys
import tempfile

from bench import BREAK, RUNS, append_gaps, dashboard_url, launch_times, watched_run
from harness import Bench, gap, megabytes, percentile, request, wait_until

#: A span that both know and that costs both the same: how long health has to stand is no figure of ours.
STANDING = {"AUTOSRE_STABLE_SECONDS": "0.12"}


class Turn:
    """One of the two: its shop, and what was measured of it."""

    def __init__(self, bench, shop):
        self.bench, self.url = bench, wait_until(lambda: dashboard_url(shop), shop, "the dashboard")
        self.walls, self.diagnoses, self.gaps, self.peak = [], [], [], 0

    def run(self):
        request(self.url + "/api/faults", "POST", BREAK)
        journal = str(self.bench.work / "data")
        arrivals, peak = watched_run(self.bench, self.bench.agent(self.url, LOG_STORAGE_DATA_DIR=journal, **STANDING))
        if not arrivals or arrivals[-1][1].get("outcome") != "recovered":
            raise RuntimeError(f"{self.bench.binary}: a run did not recover")
        events = {entry["kind"]: entry for _, entry in arrivals if entry["type"] == "event"}
        self.walls.append(arrivals[-1][0] * 1000)
        self.diagnoses.append(gap(events, "gathered", "diagnosed"))
        self.gaps += append_gaps(arrivals)
        self.peak = max(self.peak, peak)

    def row(self, name):
        start = launch_times([self.bench.binary, "--version"], self.bench.environment)
        size = os.path.getsize(self.bench.binary) / 1e6
        return (
            f"| {name} | {spread(self.walls)} ms | {spread(self.diagnoses)} ms | {statistics.median(self.gaps):.2f} / "
            f"{percentile(self.gaps, 0.99):.2f} ms | {start:.1f} ms | {megabytes(self.peak)} | {size:.1f} MB |")


def spread(values):
    return f"{statistics.median(values):.0f} ({min(values):.0f} to {max(values):.0f})"


def main():
    checkouts = {"old": pathlib.Path(sys.argv[1]), "new": pathlib.Path(sys.argv[2])}
    folder = sys.argv[3] if len(sys.argv) > 3 else checkouts["new"] / ".build"
    with contextlib.ExitStack() as stack:
        turns = {}
        for name, checkout in checkouts.items():
            work = stack.enter_context(tempfile.TemporaryDirectory(prefix=f"in-turn-{name}.", dir=folder))
            bench = Bench(checkout.resolve(), pathlib.Path(work))
            shop = stack.enter_context(bench.process([bench.binary, "dashboard", "--port", "0"]))
            turns[name] = Turn(bench, shop)
        for _ in range(RUNS):
            for turn in turns.values():
                turn.run()
        print("| | alert → verified recovery | diagnosis | append, p50 / p99 | `--version` | peak memory | binary |")
        print("|---|---|---|---|---|---|---|")
        for name, turn in turns.items():
            print(turn.row(name))


if __name__ == "__main__":
    main()
