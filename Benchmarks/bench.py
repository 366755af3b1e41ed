"""Times the release binary and its peers, and prints the table. Started by run.sh, which says how to set it up.

Standard library only. What is common to the measurements is in harness.py.
"""

import argparse
import contextlib
import json
import os
import pathlib
import re
import shlex
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import aws
import browser
import bulk
import columns
import evidence
import stored
from harness import Bench, free_port, gap, megabytes, peak_kb, percentile, request, wait_until

RUNS = int(os.environ.get("BENCH_RUNS", "20"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
SECONDS = int(os.environ.get("BENCH_SECONDS", "5"))
#: Runs behind the p99 of an append: three gaps each.
DURABLE_RUNS = 5 * RUNS
#: Facts that are appended one after the other with next to nothing in between.
BACK_TO_BACK = [("verified", "concluded"), ("concluded", "notifying"), ("notified", "closed")]
BUILD = "build -c release --static-swift-stdlib -Xlinker -s --product autosre"
RUN = "UI_STUB=false UI_DRIVER=http OPERATIONS_DASHBOARD_URL=http://127.0.0.1:PORT autosre run --output json"
BREAK = '{"fault":"leaky-release"}'
PEERS = {
    "uvicorn": "--loop asyncio --http h11",
    "uvicorn[standard]": "--loop uvloop --http httptools",
}


# What is measured, in the order of the table.


def recovery(bench, url):
    """Whole runs against a living shop: wall clock, the report's recovery time, and the diagnosis within."""
    walls, recoveries, diagnoses, lines = [], [], [], "an hour of log lines"
    for _ in range(RUNS):
        request(url + "/api/faults", "POST", BREAK)
        start = time.perf_counter()
        done = subprocess.run(
            [bench.binary, "run", "--output", "json"], cwd=bench.work, env=bench.agent(url), capture_output=True,
            timeout=60)
        wall = time.perf_counter() - start
        report, events = read_lines(done.stdout.splitlines())
        if done.returncode != 0 or report.get("outcome") != "recovered":
            raise RuntimeError(f"a run ended with {done.returncode}: {done.stderr.decode()[-300:]}")
        walls.append(wall * 1000)
        recoveries.append(report["recovery_time_seconds"] * 1000)
        diagnoses.append(gap(events, "gathered", "diagnosed"))
        lines = next((item["summary"] for item in report["evidence"] if item["kind"] == "logs"), lines)
    bench.table.add(
        "alert → verified recovery, wall", f"{statistics.median(walls):.0f} ms", "< 1000 ms", command=RUN,
        note=f"Median of {RUNS} runs, slowest {max(walls):.0f} ms, from the start to the exit of the process; "
        "`POST /api/faults` breaks the shop again before each")
    bench.table.add(
        "of it action → verified recovery", f"{statistics.median(recoveries):.0f} ms", command=RUN,
        note="Median of `recovery_time_seconds` in the same reports: mostly the two pauses between three healthy looks")
    bench.table.add(
        "diagnosis of the shop's hour", f"{statistics.median(diagnoses):.0f} ms", "< 200 ms", command=RUN,
        note="Median of `at` of `diagnosed` − `at` of `gathered` in the same runs, "
        f"slowest {max(diagnoses)} ms; {lines} and 12 metrics")


def read_lines(lines):
    """The report, and the events by kind (of a kind that comes more than once, the last)."""
    entries = [json.loads(line) for line in lines]
    events = {entry["kind"]: entry for entry in entries if entry["type"] == "event"}
    return next((entry for entry in entries if entry["type"] == "report"), {}), events


def launch_times(command, environment):
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, timeout=30)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def start_up(bench):
    ours = launch_times([bench.binary, "--version"], bench.environment)
    peer = launch_times([str(bench.venv / "bin/uvicorn"), "--version"], bench.environment)
    floor = launch_times([shutil.which("true")], bench.environment)
    bench.table.add(
        "`autosre --version`", f"{ours:.1f} ms", "< 30 ms", f"`uvicorn --version` {peer:.0f} ms",
        f"{peer / ours:.1f} ×", "autosre --version", f"Median of {RUNS}, with the spawn: `true` takes {floor:.1f} ms")


def watched_run(bench, environment):
    """One run: when each line arrived (s after the start), its entry, and the peak memory while the process lived."""
    arrivals, peak, start = [], 0, time.perf_counter()
    with subprocess.Popen(
        [bench.binary, "run", "--output", "json"], cwd=bench.work, env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        bound = threading.Timer(60, child.kill)
        bound.start()
        try:
            for line in child.stdout:
                arrivals.append((time.perf_counter() - start, json.loads(line)))
                peak = max(peak, peak_kb(child.pid))
        finally:
            bound.cancel()
            child.terminate()
    return arrivals, peak


def append_gaps(arrivals):
    """How long the appends took (ms) that nothing but an append separates from the line before."""
    return [
        (after - before) * 1000
        for (before, first), (after, second) in zip(arrivals, arrivals[1:])
        if (first.get("kind"), second.get("kind")) in BACK_TO_BACK]


def durable_runs(bench, url):
    """Runs with a journal on disk: the agent's peak memory, the wall clock, and how long a durable append takes."""
    gaps, floor, walls, peak = [], [], [], 0
    environment = bench.agent(url, LOG_STORAGE_DATA_DIR=str(bench.work / "data"))
    for _ in range(DURABLE_RUNS):
        request(url + "/api/faults", "POST", BREAK)
        arrivals, kilobytes = watched_run(bench, environment)
        peak = max(peak, kilobytes)
        receipts = arrivals[-1][1].get("receipts", []) if arrivals else []
        if receipts and all(receipt["durable"] for receipt in receipts):
            walls.append(arrivals[-1][0] * 1000)
            gaps += append_gaps(arrivals)
            floor += sqlite_commits(bench.work / "floor.db")
    bench.table.add(
        "peak memory of the agent", megabytes(peak), "< 40 MB",
        command=f"LOG_STORAGE_DATA_DIR=DIR {RUN}; VmHWM of /proc/PID/status",
        note=f"The most of {DURABLE_RUNS} runs, read whenever a line of output arrived")
    if not gaps:
        raise RuntimeError("durable append: no receipt says that the journal was durable")
    bench.table.add(
        "alert → report, journal on disk", f"{statistics.median(walls):.0f} ms",
        command=f"LOG_STORAGE_DATA_DIR=DIR {RUN}",
        note=f"Median of {len(walls)} runs, slowest {max(walls):.0f} ms, until the last line of output")
    bench.table.add(
        "durable append, p50 / p99", f"{statistics.median(gaps):.2f} / {percentile(gaps, 0.99):.2f} ms",
        peer=f"bare SQLite commit from Python {statistics.median(floor):.2f} / {percentile(floor, 0.99):.2f} ms",
        ratio=f"{statistics.median(gaps) / statistics.median(floor):.1f} × its time",
        command=f"LOG_STORAGE_DATA_DIR=DIR {RUN}",
        note=f"{len(gaps)} gaps between the arrivals of lines with next to no work between them (verified → concluded "
        "→ notifying, notified → closed): the append (digest, lease check, commit in WAL with synchronous FULL), the line, "
        "the pipe and the waking of the reader, so an upper bound; commits and runs in turn, on one disk")


def sqlite_commits(path):
    """The floor (ms): one row a transaction, the same pragmas, and as in a run a new connection. Its first commits are
    slower, since they begin the WAL file: they are not counted here either."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE IF NOT EXISTS entry (seq INTEGER PRIMARY KEY, payload BLOB)")
    times = []
    for _ in range(12 + len(BACK_TO_BACK)):
        start = time.perf_counter()
        connection.execute("INSERT INTO entry (payload) VALUES (?)", (os.urandom(400),))
        times.append((time.perf_counter() - start) * 1000)
    connection.close()
    return times[-len(BACK_TO_BACK):]


def size(bench):
    ours = os.path.getsize(bench.binary) / 1e6
    files = (file for file in (bench.venv / "lib").rglob("*") if file.is_file() and not file.is_symlink())
    peer = sum(file.stat().st_size for file in files) / 1e6
    bench.table.add(
        "stripped binary", f"{ours:.1f} MB", "< 20 MB", f"FastAPI's virtual environment {peer:.0f} MB, without Python",
        f"{peer / ours:.1f} ×", f"swift {BUILD}; stat -c %s .build/release/autosre",
        "Agent, dashboard and Swift's library in one file; libcurl, libmicrohttpd, SQLite, libyaml and simdjson are the system's")


#: Another query each time: the dashboard keeps the pages of the present second by their whole address, 16 at the most.
FRESH = """local number = 0
request = function()
    number = number + 1
    return wrk.format("GET", wrk.path .. "?again=" .. number)
end
"""
PAGE = "/services/checkout/deployments"


def load(url, script=None):
    """Requests a second and the 99th percentile of latency under wrk."""
    command = ["wrk", "-t2", "-c50", f"-d{SECONDS}s", "--latency", *(["-s", str(script)] if script else []), url]
    text = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS + 30).stdout
    for trouble in ("Non-2xx", "Socket errors"):
        if trouble in text:
            raise RuntimeError(f"{shlex.join(command)}: {text}")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]), re.search(r"(?m)^\s+99%\s+(\S+)", text)[1]


@contextlib.contextmanager
def peer(bench, options):
    """The FastAPI app, one worker. Its answers are checked to be as long as ours by the caller."""
    port = free_port()
    command = [
        str(bench.venv / "bin/uvicorn"), "--app-dir", str(pathlib.Path(__file__).parent), "peer_app:app", "--host",
        "127.0.0.1", "--port", str(port), "--workers", "1", "--no-access-log", "--log-level", "warning",
        *options.split()]
    more = {"PEER_ANSWERS": str(bench.work / "answers.json"), "PYTHONDONTWRITEBYTECODE": "1"}
    with bench.process(command, **more) as child:
        url = f"http://127.0.0.1:{port}"
        wait_until(lambda: request(url + "/"), child, "the peer")
        child.url = url
        yield child


def throughput(bench, dashboard):
    """Ours and the peers take turns, so that a busy minute of the machine meets all of them."""
    request(dashboard.url + "/api/faults", "POST", BREAK)
    page, services = request(dashboard.url + "/"), request(dashboard.url + "/api/services")
    service = json.loads(request(dashboard.url + "/api/services/checkout"))
    answers = {"page": page, "services": json.loads(services)["services"], "service": service}
    (bench.work / "answers.json").write_text(json.dumps(answers), encoding="utf-8")
    with contextlib.ExitStack() as stack:
        servers = {"autosre": dashboard}
        for name, options in PEERS.items():
            servers[name] = stack.enter_context(peer(bench, options))
            for path, answer in (("/", page), ("/api/services", services)):
                if (theirs := request(servers[name].url + path)) != answer:
                    raise RuntimeError(f"{name} answers {path} differently: {theirs[:200]}")
        for path in ("/api/services", "/"):
            rates = {name: [] for name in servers}
            for _ in range(ROUNDS):
                for name, server in servers.items():
                    rates[name].append(load(server.url + path))
            add_throughput(bench, path, rates)
        pages(bench, dashboard, servers)
        add_server_memory(bench, {name: peak_kb(server.pid) for name, server in servers.items()})


def add_throughput(bench, path, rates):
    medians, ratios = summary(rates)
    bench.table.add(
        f"dashboard, `GET {path}`", f"{medians['autosre']:,.0f} requests/s", "≥ 5 × FastAPI",
        "; ".join(f"{name} {medians[name]:,.0f}" for name in PEERS),
        "; ".join(f"{ratios[name]:.1f} ×" for name in PEERS), f"wrk -t2 -c50 -d{SECONDS}s http://127.0.0.1:PORT{path}",
        f"Median of {ROUNDS} rounds in turn, one worker each, the same body; the ratio is the median of the rounds' "
        "own; p99 of the last round: " + ", ".join(f"{name} {measured[-1][1]}" for name, measured in rates.items()))


def pages(bench, dashboard, servers):
    """A page made from a template, given again within a second, and rendered anew for each request."""
    script = bench.work / "fresh.lua"
    script.write_text(FRESH, encoding="utf-8")
    ours = request(dashboard.url + PAGE)
    for name in PEERS:
        theirs = request(servers[name].url + PAGE)
        is_alike = abs(len(theirs) - len(ours)) <= 0.03 * len(ours)
        if not is_alike or theirs.count("Rollback to v") != ours.count("Rollback to v"):
            raise RuntimeError(f"{name}'s page has {len(theirs)} bytes, ours {len(ours)}")
    for what, fresh in (("pages/s, as they come", None), ("pages/s, each rendered anew", script)):
        rates = {name: [] for name in servers}
        for _ in range(ROUNDS):
            for name, server in servers.items():
                rates[name].append(load(server.url + PAGE, fresh))
        add_pages(bench, what, rates, len(ours))


def add_pages(bench, what, rates, size):
    medians, ratios = summary(rates)
    note = "each request with another query, so that the one-second cache of rendered pages holds none of them" \
        if "anew" in what else "with the dashboard's one-second cache of rendered pages; the peer has none"
    bench.table.add(
        f"dashboard, {what}", f"{medians['autosre']:,.0f} pages/s", "≥ FastAPI with Jinja2",
        "; ".join(f"{name} {medians[name]:,.0f}" for name in PEERS),
        "; ".join(f"{ratios[name]:.1f} ×" for name in PEERS),
        f"wrk -t2 -c50 -d{SECONDS}s http://127.0.0.1:PORT{PAGE}" + (" -s fresh.lua" if "anew" in what else ""),
        f"The Deployments page, {size} bytes, {note}; the peer renders the same page with Jinja2 from the same data")


def summary(rates):
    """The medians, and the median of the rounds' own ratios."""
    medians = {name: statistics.median(rate for rate, _ in measured) for name, measured in rates.items()}
    ratios = {
        name: statistics.median(ours / theirs for (ours, _), (theirs, _) in zip(rates["autosre"], rates[name]))
        for name in PEERS}
    return medians, ratios


def add_server_memory(bench, peaks):
    bench.table.add(
        "peak memory of the dashboard", megabytes(peaks["autosre"]), "< 30 MB",
        "; ".join(f"{name} {megabytes(peaks[name])}" for name in PEERS),
        "; ".join(f"{peaks[name] / peaks['autosre']:.1f} ×" for name in PEERS),
        "grep VmHWM /proc/PID/status", "After everything above: the runs of the agent and the load of wrk")


def clean_build(bench):
    clone = bench.work / "clone"
    subprocess.run(["git", "clone", "--quiet", bench.checkout, str(clone)], check=True, timeout=120)
    start = time.monotonic()
    swift = shlex.split(os.environ.get("SWIFT", "swift"))
    subprocess.run([*swift, *BUILD.split()], cwd=clone, check=True, stdout=subprocess.DEVNULL, timeout=1800)
    bench.table.add(
        "clean release build", f"{time.monotonic() - start:.0f} s", "< 240 s", command=f"swift {BUILD}",
        note=f"In a fresh clone of the last commit, {os.cpu_count()} cores")


def dashboard_url(child):
    found = re.search(r"http://127\.0\.0\.1:\d+", child.log.read_text())
    return found[0] if found and request(found[0] + "/api/services") else None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("checkout", type=pathlib.Path)
    checkout = parser.parse_args().checkout
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, _: sys.exit(128 + number))  # unwinds, so that everything is ended
    # On the disk of the checkout: a durable append to a /tmp in memory would measure nothing.
    with tempfile.TemporaryDirectory(prefix="bench-work.", dir=checkout / ".build") as work:
        bench = Bench(checkout, pathlib.Path(work))
        measure_all(bench)
    load_average = ", ".join(f"{value:.1f}" for value in os.getloadavg())
    bench.table.show(
        f"{time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC, {os.cpu_count()} cores, load {load_average}, "
        f"{os.uname().machine}")
    return 1 if bench.table.missing else 0


def measure_all(bench):
    with bench.process([bench.binary, "dashboard", "--port", "0"]) as dashboard:
        dashboard.url = wait_until(lambda: dashboard_url(dashboard), dashboard, "the dashboard")
        bench.attempt("alert → verified recovery", recovery, dashboard.url)
        bench.attempt("autosre --version", start_up)
        bench.attempt("runs with a journal", durable_runs, dashboard.url)
        bench.attempt("runs after many", stored.stored_runs, dashboard.url)
        bench.attempt("stripped binary", size)
        bench.attempt("requests/s", throughput, dashboard)
        bench.attempt("alert → verified recovery by browser", browser.recovery, dashboard.url)
        bench.attempt("clicks/s", browser.clicks, dashboard.url)
    bench.attempt("JSON into columns", columns.columns)
    bench.attempt("100,000 lines and 1,000 series, bytes → report", bulk.incident)
    bench.attempt("SigV4 signatures/s", aws.signing)
    bench.attempt("alarm → alias moved → OK on moto", aws.cycle)
    evidence.all_bars(bench)
    if os.environ.get("BENCH_BUILD") == "1":
        bench.attempt("clean release build", clean_build)


if __name__ == "__main__":
    sys.exit(main())
