"""What 30,000 stored runs cost the next run and the list of incidents. Standard library only; called by bench.py."""

import contextlib
import json
import sqlite3
import statistics
import subprocess
import threading
import time

RUNS = 30_000
TURNS = 15


def stored_runs(bench, url):
    """The first fact of a run, in turn on an empty store and on a full one; the list of the full one."""
    environment = bench.agent(url, UI_STUB="true", RECOVERY_VERIFY_TIMEOUT_SECONDS="0.5")
    empty, full = bench.work / "empty", bench.work / "full"
    first_fact(bench, environment | {"LOG_STORAGE_DATA_DIR": str(full)}, to_its_end=True)
    multiply(full / "autosre.db")
    starts, lists = {empty: [], full: []}, []
    for _ in range(TURNS):
        for folder, times in starts.items():
            times.append(first_fact(bench, environment | {"LOG_STORAGE_DATA_DIR": str(folder)}))
        lists.append(listed(bench, environment | {"LOG_STORAGE_DATA_DIR": str(full)}))
    none, many = statistics.median(starts[empty]), statistics.median(starts[full])
    bench.table.add(
        f"first fact of a run after {RUNS:,} stored ones", f"{many:.0f} ms", "+ < 50 ms", f"empty store {none:.0f} ms",
        f"{many / none:.2f} × its time", "LOG_STORAGE_DATA_DIR=DIR UI_STUB=true autosre run --output json",
        f"Median of {TURNS} in turn, from the spawn to the first line of output; slowest {max(starts[full]):.0f} ms")
    bench.table.add(
        f"`autosre incidents` of {RUNS:,} runs", f"{statistics.median(lists):.0f} ms", "< 100 ms",
        command="LOG_STORAGE_DATA_DIR=DIR autosre incidents",
        note=f"Median of {TURNS}, with the spawn; slowest {max(lists):.0f} ms")


def first_fact(bench, environment, to_its_end=False):
    """Milliseconds from the spawn to the first line; the run is ended then, unless its end is wanted."""
    start = time.perf_counter()
    with subprocess.Popen(
        [bench.binary, "run", "--output", "json"], cwd=bench.work, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        bound = threading.Timer(60, child.kill)
        bound.start()
        try:
            if json.loads(child.stdout.readline())["kind"] != "opened":
                raise RuntimeError("the first line is no opening")
            took = (time.perf_counter() - start) * 1000
            if to_its_end:
                child.stdout.read()
        finally:
            bound.cancel()
            child.terminate()
    return took


def multiply(database):
    """Copies the one run until there are `RUNS`, each an hour older than the one before."""
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        for table, own in (("runs", {"run", "incident_id", "opened_at", "deduplication_key"}), ("entries", {"run"})):
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            new = {
                "run": "'run-' || i", "incident_id": "'inc-' || i", "deduplication_key": "NULL",
                "opened_at": "strftime('%Y-%m-%dT%H:%M:%fZ', opened_at, '-' || i || ' hours')"}
            values = ", ".join(new[name] if name in own else name for name in columns)
            connection.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) "
                f"INSERT INTO {table} SELECT {values} FROM n, (SELECT * FROM {table})", [RUNS - 1])


def listed(bench, environment):
    start = time.perf_counter()
    subprocess.run(
        [bench.binary, "incidents"], cwd=bench.work, env=environment, check=True, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, timeout=30)
    return (time.perf_counter() - start) * 1000
