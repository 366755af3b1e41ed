"""One big incident from its sources' bytes to the HTML report, beside Python's json reading the same bytes.

Standard library only. Called by bench.py; as `bulk.py DIRECTORY` it makes the incident's files, as `bulk.py peer
DIRECTORY` it is the peer: it parses every file once and prints its CPU seconds.
"""

import json
import pathlib
import random
import statistics
import subprocess
import sys
import time

from harness import megabytes, peak_kb

ENTITIES = 40
LINES = 2500
SERIES = 25
SAMPLES = 240
DETECTED = 1_795_980_000
CHANGED = DETECTED - 720
TURNS = 5


def make(directory):
    """100,000 lines and 1,000 series over 40 services in the hour before the alert: `checkout` fails since a rollout."""
    directory.mkdir(parents=True, exist_ok=True)
    for number in range(ENTITIES):
        chance = random.Random(number)
        write(directory / f"logs-{number}.json", "streams", [stream(chance, number)])
        write(directory / f"series-{number}.json", "matrix", [series(chance, number, index) for index in range(SERIES)])


def write(path, kind, result):
    answer = {"status": "success", "data": {"resultType": kind, "result": result}}
    path.write_text(json.dumps(answer, separators=(",", ":")))


def stream(chance, number):
    lines = []
    for step in range(LINES):
        at = DETECTED - 3600 + step * 3600 / LINES
        lines.append([str(int(at * 1e9) + number), line(chance, at, number)])
    return {"stream": {"app": "shop", "instance": f"pod-{number}", "level": "INFO"}, "values": lines[::-1]}


def line(chance, at, number):
    if number == 0 and at > CHANGED and chance.random() < 0.3:
        return f"ERROR v1.4.2 request failed: connection pool is exhausted after {chance.randrange(5000)} ms"
    kind, order = chance.randrange(4), chance.randrange(10**6)
    return [
        f'level=info msg="order placed" order={order} took={chance.randrange(500)}ms user="u{chance.randrange(9000)}"',
        f'10.2.{chance.randrange(256)}.7 - - "GET /api/orders/{order} HTTP/1.1" 200 {chance.randrange(9000)} 0.0{order}',
        f"cache refreshed in {chance.randrange(90)} ms, {chance.randrange(2000)} entries, request {order:032x}",
        f"consumer group orders-{number} committed offset {order} of partition {chance.randrange(16)}",
    ][kind]


NAMES = ["latency_p99", "latency_p50", "error_ratio", "requests", "cpu_ratio", "memory_bytes", "pool_in_use"]


def series(chance, number, index):
    base = chance.uniform(0.1, 1000)
    values = []
    for step in range(SAMPLES):
        at = DETECTED - 3600 + 15 * step
        ill = 4 if number == 0 and index < 3 and at > CHANGED else 1
        values.append([at, repr(ill * base * chance.uniform(0.95, 1.05))])
    labels = {"__name__": NAMES[index % len(NAMES)], "job": f"service-{number}", "pod": f"pod-{index // len(NAMES)}"}
    return {"metric": labels, "values": values}


def peer(directory):
    texts = [path.read_bytes() for path in sorted(pathlib.Path(directory).glob("*.json"))]
    start = time.process_time()
    found = [json.loads(text) for text in texts]
    print(time.process_time() - start, len(found), flush=True)
    sys.stdin.read()


# The measurement, which bench.py asks for.


def incident(bench):
    """Ours and the peer in turn, each a process of its own."""
    directory = bench.work / "bulk"
    make(directory)
    size = sum(path.stat().st_size for path in directory.glob("*.json"))
    ours, theirs, peaks, stages = [], [], [], ""
    for turn in range(TURNS):
        words, peak = run([str(bench.checkout / ".build/release/size-benchmark"), str(directory)], bench)
        stages = words
        ours.append(float(dict(part.split("=", 1) for part in words.split(" cause=")[0].split(" "))["total"]))
        peaks.append(peak)
        words, _ = run([sys.executable, "-B", __file__, "peer", str(directory)], bench)
        theirs.append(float(words.split(" ")[0]))
    bench.table.add(
        "100,000 lines and 1,000 series of 40 services: bytes → redacted → journal → report", f"{statistics.median(ours):.2f} s",
        "≤ 1 s", f"Python's json alone {statistics.median(theirs):.2f} s", "–", "size-benchmark DIRECTORY",
        f"{size / 1e6:.0f} MB; CPU seconds of the whole process, median of {TURNS} in turn; the peer only parses. {stages}")
    bench.table.add(
        "of it peak memory", megabytes(max(peaks)), "< 200 MB", command="size-benchmark DIRECTORY; VmHWM of /proc/PID/status",
        note="The whole process, with all answers as they came")


def run(command, bench):
    """What it said, and the peak memory (kB)."""
    with subprocess.Popen(
        command, env=bench.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        try:
            said = child.stdout.readline().strip()
            peak = peak_kb(child.pid)
            child.stdin.close()
            child.wait(10)
        finally:
            child.kill()
    return said, peak


if __name__ == "__main__":
    if sys.argv[1] == "peer":
        peer(sys.argv[2])
    else:
        make(pathlib.Path(sys.argv[1]))
