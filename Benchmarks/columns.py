"""Bulk evidence out of JSON, beside Python's json and float() on the same bytes, in the same run.

Standard library only. Called by bench.py; as `columns.py series|lines FILE ROUNDS` it is the peer, which like ours reads
the file many times, prints MB/s of the median and the best round and what it found, and waits for its input to end, so
that its memory can be looked at while it lives.
"""

import json
import pathlib
import random
import statistics
import subprocess
import sys
import time

from harness import megabytes, peak_kb

ROUNDS = 15
TURNS = 5


def matrix(path):
    """A query_range answer of 4 MB: 115 series of 1,000 samples, most values of full length as Prometheus writes them."""
    chance, series = random.Random(7), []
    for number in range(115):
        base = chance.uniform(0.1, 1000)
        values = [[round(1795977910.975 + 15 * step, 3), sample(chance, base)] for step in range(1000)]
        labels = {"__name__": "requests", "instance": f"10.0.0.{number}:9100", "job": "shop", "pod": f"checkout-{number}"}
        series.append({"metric": labels, "values": values})
    write(path, "matrix", series)


def sample(chance, base):
    kind = chance.random()
    if kind < 0.001:
        return "NaN"
    return str(chance.randrange(10_000)) if kind < 0.2 else repr(base * chance.uniform(0.5, 1.5))


def streams(path):
    """A Loki answer of 100,000 lines in 40 streams, newest first."""
    chance, found = random.Random(7), []
    for number in range(40):
        lines = [
            [str(1795979924899699072 - 1_000_000 * step - number),
             f'level=info msg="order placed" order={chance.randrange(10**6)} took={chance.randrange(500)}ms user="u{step}"']
            for step in range(2500)]
        found.append({"stream": {"app": "checkout", "pod": f"checkout-{number}"}, "values": lines})
    write(path, "streams", found)


def write(path, kind, result):
    answer = {"status": "success", "data": {"resultType": kind, "result": result}}
    path.write_text(json.dumps(answer, separators=(",", ":")))


# The peer.


def read_series(text):
    result = json.loads(text)["data"]["result"]
    return [(item["metric"], [t for t, _ in item["values"]], [float(v) for _, v in item["values"]]) for item in result]


def read_lines(text):
    rows = []
    for item in json.loads(text)["data"]["result"]:
        rows += [(int(time), line, item["stream"]) for time, line in item["values"]]
    rows.sort(key=lambda row: row[0])
    return rows


def peer(kind, path, rounds):
    text, rates = pathlib.Path(path).read_bytes(), []
    for _ in range(rounds):
        start = time.perf_counter()
        found = read_series(text) if kind == "series" else read_lines(text)
        rates.append(len(text) / 1e6 / (time.perf_counter() - start))
    if kind == "series":
        total = 0.0
        for _, _, values in found:
            for value in values:
                total += value if abs(value) < float("inf") else 0
        said = f"{len(found)} {sum(len(values) for _, _, values in found)} {total!r}"
    else:
        said = f"{len({str(stream) for _, _, stream in found})} {len(found)} {sum(len(line.encode()) for _, line, _ in found)}"
    print(f"{statistics.median(rates)} {max(rates)} {said}", flush=True)
    sys.stdin.read()


# The measurement, which bench.py asks for.


def columns(bench):
    """Series, then lines; ours and the peer in turn, each a process of its own."""
    for kind, make, words, goal in (
            ("series", matrix, "Prometheus matrix into columns", "≥ 100 MB/s"),
            ("lines", streams, "100,000 lines of Loki into columns", "–")):
        path = bench.work / f"{kind}.json"
        make(path)
        commands = {
            "ours": [str(bench.checkout / ".build/release/json-benchmark"), kind, str(path), str(ROUNDS)],
            "python": [sys.executable, "-B", __file__, kind, str(path), str(ROUNDS)]}
        measured = {name: [] for name in commands}
        for _ in range(TURNS):
            for name, command in commands.items():
                measured[name].append(run(command, bench))
        if len({found for runs in measured.values() for _, _, found, _ in runs}) != 1:
            raise RuntimeError("ours and the peer found different things")
        add(bench, kind, words, goal, path.stat().st_size, measured)


def add(bench, kind, words, goal, size, measured):
    ours, theirs = (statistics.median(rate for rate, *_ in measured[name]) for name in ("ours", "python"))
    best = max(best for _, best, *_ in measured["ours"])
    ratios = [mine[0] / other[0] for mine, other in zip(measured["ours"], measured["python"])]
    command = f"json-benchmark {kind} FILE {ROUNDS}"
    bench.table.add(
        words, f"{ours:.0f} MB/s", goal, f"Python's json {theirs:.0f} MB/s", f"{statistics.median(ratios):.1f} ×", command,
        f"{size / 1e6:.1f} MB; median of {TURNS} processes in turn, each the median of {ROUNDS} rounds on one core (best "
        f"round {best:.0f}); the ratio is the median of the turns' own ({min(ratios):.1f} to {max(ratios):.1f}). Ours "
        "copies the bytes first. Both find the same number of rows, and the same sum of values or length of texts")
    peaks = {name: max(peak for *_, peak in runs) for name, runs in measured.items()}
    bench.table.add(
        f"of it peak memory, {kind}", megabytes(peaks["ours"]), peer=f"Python {megabytes(peaks['python'])}",
        ratio=f"{peaks['python'] / peaks['ours']:.1f} ×", command=f"{command}; VmHWM of /proc/PID/status",
        note="The whole process, with the file itself and the copy")


def run(command, bench):
    """MB/s of the median and of the best round, what was found, and the peak memory (kB)."""
    with subprocess.Popen(
        command, env=bench.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        try:
            median, best, found = child.stdout.readline().split(" ", 2)
            peak = peak_kb(child.pid)
            child.stdin.close()
            child.wait(10)
        finally:
            child.kill()
    return float(median), float(best), found.strip(), peak


if __name__ == "__main__":
    peer(sys.argv[1], sys.argv[2], int(sys.argv[3]))
