"""`autosre logs mine` beside logfold and Drain3: lines per second of a processor, and memory. Called by evidence.py; as
`mining.py logfold|drain3 logs mine --input FILE --assignments OUT` it is the peer, which scripts/peers.sh installs.
"""

import collections
import csv
import os
import random
import resource
import statistics
import subprocess
import sys
import threading
import time

from harness import megabytes, peak_kb

#: Each with the lines that it is given: enough for some seconds.
PEERS = {"logfold": 1_000_000, "drain3": 80_000}
LINES = 4_000_000
TURNS = 3
MADE_UP = 1 << 30

Measured = collections.namedtuple("Measured", "wall cpu peak")


# The peers, a line's template each, as they come from the package index.


def mined(name, lines):
    if name == "logfold":
        import logfold

        miner = logfold.Miner()
        miner.add_many(lines)
        return [found.text if found else line for found, line in zip(miner.match_many(lines), lines)]
    import drain3

    miner = drain3.TemplateMiner()
    numbers = [miner.add_log_message(line)["cluster_id"] for line in lines]
    return [miner.drain.id_to_cluster[number].get_template() for number in numbers]


def peer(name, path, out):
    with open(path, encoding="utf-8", errors="replace", newline="\n") as file:
        lines = [line.rstrip("\n") for line in file]
    found, numbers = mined(name, lines), {}
    with open(out, "w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["LineId", "TemplateId", "Template"])
        rows.writerows(
            (line, numbers.setdefault(text, len(numbers) + 1), text) for line, text in enumerate(found, 1))


# The measurements, which evidence.py asks for.


def children_cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def folder_size(folder):
    return sum(path.stat().st_size for path in folder.iterdir())


def is_installed(bench, name):
    python = bench.checkout / ".build/peers/bin/python"
    return python.exists() and subprocess.run([python, "-c", f"import {name}"], capture_output=True).returncode == 0


def measured(command, bench, feed=None):
    """Wall and CPU seconds and peak memory (kB) of one process, to which `feed` writes."""
    start, before, peak = time.perf_counter(), children_cpu(), 0
    with subprocess.Popen(
        command, env=bench.environment | {"TMPDIR": str(bench.work)}, cwd=bench.work, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, stdin=subprocess.PIPE if feed else subprocess.DEVNULL) as child:
        bound = threading.Timer(900, child.kill)
        bound.start()
        writer = threading.Thread(target=feed, args=[child.stdin]) if feed else None
        if writer:
            writer.start()
        try:
            while child.poll() is None:
                peak = max(peak, alive_peak(child.pid))
                time.sleep(0.005)
        finally:
            bound.cancel()
            child.kill()
    if child.returncode != 0:
        raise RuntimeError(f"{command[0]} ended with {child.returncode}")
    return Measured(time.perf_counter() - start, children_cpu() - before, peak)


def alive_peak(pid):
    try:
        return peak_kb(pid)
    except OSError:  # it ended in this very moment
        return 0


def speed(bench, logs):
    """Lines of all systems in turn, with an id for each, one thread; every program in the same rounds."""
    texts = [(folder / "content.log").read_bytes().splitlines() for folder in sorted(logs.iterdir()) if folder.is_dir()]
    lines = [line for group in zip(*texts) for line in group]
    rates = collections.defaultdict(list)
    programs = {"autosre": LINES} | {name: count for name, count in PEERS.items() if is_installed(bench, name)}
    for name, count in programs.items():
        with open(bench.work / f"{name}.log", "wb") as file:
            for _ in range(count // len(lines)):
                file.write(b"\n".join(lines) + b"\n")
    for _ in range(TURNS):
        for name, count in programs.items():
            command = [bench.checkout / ".build/peers/bin/python", "-B", __file__, name]
            options = ["logs", "mine", "--input", bench.work / f"{name}.log", "--assignments", bench.work / "out.csv"]
            program = [bench.binary, *options, "--threads", "1"] if name == "autosre" else [*command, *options]
            rates[name].append(count // len(lines) * len(lines) / measured(program, bench).cpu)
    medians = {name: statistics.median(found) for name, found in rates.items()}
    there = [name for name in PEERS if name in medians]
    bench.table.add(
        "logs mine, an id per line, lines per CPU-second", f"{medians['autosre']:,.0f}",
        "≥ 1.5 × logfold, ≥ 30 × Drain3",
        "; ".join(f"{name} {medians[name]:,.0f}" if name in there else f"{name} cannot be installed here" for name in PEERS),
        "; ".join(f"{medians['autosre'] / medians[name]:.1f} ×" for name in there) or "–",
        "autosre logs mine --input FILE --assignments OUT --threads 1",
        f"Median of {TURNS} rounds in turn, whole processes; the {len(texts)} systems' lines mixed, "
        + ", ".join(f"{count:,} for {name}" for name, count in programs.items()))


def memory(bench):
    """The peak over an input that no file holds: kinds of lines that go on, and numbers that never come again."""

    def feed(stream):
        chance, sent = random.Random(7), 0
        with stream:
            while sent < MADE_UP:
                portion = b"".join(made_up(chance) for _ in range(4_000)) * 16
                stream.write(portion)
                sent += len(portion)

    command = [bench.binary, "logs", "mine", "--input", "-", "--assignments", "/dev/null", "--threads", "1"]
    found = measured(command, bench, feed)
    bench.table.add(
        f"logs mine, peak memory over {MADE_UP / 1e9:.1f} GB from a pipe", megabytes(found.peak), "< 100 MB",
        command="autosre logs mine --input - --assignments /dev/null --threads 1; VmHWM of /proc/PID/status",
        note=f"The whole process, read every 5 ms; {found.wall:.0f} s")


WORDS = [f"{first}{second}" for first in ("read", "sent", "lost", "got", "put", "held") for second in "abcdefghijkl"]


def made_up(chance):
    kind, number = chance.randrange(8), chance.randrange(10**9)
    if kind == 0:
        return b"ERROR request %d failed\n\tat shop.Pool.take(Pool.java:%d)\n" % (number, number % 900)
    if kind == 1:
        return b'{"level":"info","msg":"order placed","order":%d,"took":%d}\n' % (number, number % 700)
    words = " ".join(chance.choice(WORDS) for _ in range(chance.randrange(2, 6)))
    return f"worker-{number % 40} {words} {number:x} of 10.2.{number % 256}.{kind}\n".encode()


if __name__ == "__main__":
    peer(sys.argv[1], sys.argv[sys.argv.index("--input") + 1], sys.argv[sys.argv.index("--assignments") + 1])
