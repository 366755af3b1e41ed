"""The bars of the evidence engine, beside peers in the same run. Standard library only; called by bench.py, and alone as
`python3 -B Benchmarks/evidence.py CHECKOUT`, which measures nothing else.

Labelled incidents and logs are no part of the repository: BENCH_DATA names the folder that has them (`dev`, `logs-dev`),
and BENCH_SCORERS the one with their scorers, `../shared/bench` where it is not said.
"""

import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

import mining
import peers
from harness import Bench, NotHere

TURNS = 9
#: Seconds by which a detector is late, by what the rows of a suite are apart.
LATE = {"petshop": 300}
#: Seconds before the incident in which nothing is wrong yet, as `run_rca.py` recommends for rows 1 s, 1 min, 5 min apart.
CUT = {"sockshop-rcd": 120, "petshop": 1800}
#: What each suite must reach: the first component, among three, the mean of the first five; then the last told late.
BARS = {
    "sockshop-rcd": (None, None, 0.99, 0.98), "petshop": (None, 0.88, 0.79, None), "nezha-ob": (0.70, None, None, None),
    "nezha-ts": (0.55, None, None, None)}
GUILTY, INNOCENT = 40, 20


def scorers(bench):
    return pathlib.Path(os.environ.get("BENCH_SCORERS", bench.checkout.parent / "shared/bench"))


def data(bench, name):
    """The folder of labelled data; what to do about it where it is not there."""
    folder = pathlib.Path(os.environ.get("BENCH_DATA", "")) / name
    if "BENCH_DATA" in os.environ and folder.is_dir() and scorers(bench).is_dir():
        return folder
    raise NotHere(
        "the labelled data are not here: unpack the *.tar.xz of the folder beside the checkout, mkdir -p DIR && "
        "for a in ../shared/bench/*.tar.xz; do tar -xJf $a -C DIR; done, then BENCH_DATA=DIR make bench "
        "(BENCH_SCORERS=DIR where the scorers lie elsewhere)")


def scored(bench, script, folder, *options):
    """What a scorer printed, and its report where it writes one."""
    report = bench.work / "report.json"
    done = subprocess.run(
        [sys.executable, "-B", scorers(bench) / script, folder, "--autosre", bench.binary, *options]
        + (["--json", report] if script == "run_rca.py" else []),
        env=bench.environment, capture_output=True, text=True, timeout=1800)
    if done.returncode != 0:
        raise RuntimeError(f"{script}: {done.stderr[-300:]}")
    return json.loads(report.read_text()) if script == "run_rca.py" else done.stdout


def words(ac1, ac3, avg5):
    return " / ".join("–" if value is None else f"{value:.3f}" for value in (ac1, ac3, avg5))


# What is measured, in the order of the table.


def suites(bench):
    """Each suite, told on time and late, and before anything was wrong."""
    pack = data(bench, "dev")
    for suite in sorted(path.name for path in pack.iterdir() if (path / "labels.jsonl").exists()):
        late, cut = LATE.get(suite, 60), CUT.get(suite, 180)
        found = scored(bench, "run_rca.py", pack, "--suite", suite)[suite]
        ac1, ac3, avg5, avg5_late = BARS.get(suite, (None,) * 4)
        (sigmas, sigmas_late), gap = peers.n_sigma(pack / suite, late), peers.span_gap(pack / suite)
        bench.table.add(
            f"{suite}, {found['n']} cases, AC@1 / AC@3 / Avg@5", words(found["ac1"], found["ac3"], found["avg5"]),
            "≥ " + words(ac1, ac3, avg5),
            f"n-sigma {words(*sigmas)}" + (f"; span gap AC@1 {gap[0]:.3f}" if gap else ""),
            command=f"run_rca.py DIR/dev --suite {suite}", note=f"median {found['median_s'] * 1000:.0f} ms a case")
        found = scored(bench, "run_rca.py", pack, "--suite", suite, "--shift", str(late))[suite]
        bench.table.add(
            f"of it told {late} s late", words(found["ac1"], found["ac3"], found["avg5"]),
            "≥ " + words(None, None, avg5_late) if avg5_late else "Avg@5 ≥ on time − .01",
            f"n-sigma {words(*sigmas_late)}",
            command=f"run_rca.py DIR/dev --suite {suite} --shift {late}")
        found = scored(bench, "run_rca.py", pack, "--suite", suite, "--cut", str(cut))[suite]
        bench.table.add(
            "of it before anything is wrong: accused, planned", f"{found['accused']}, {found['planned']} of {found['n']}",
            "≤ 10 %, 0", command=f"run_rca.py DIR/dev --suite {suite} --cut {cut}")


def rollouts(bench):
    """The guilty one of several roll-outs at the same time: made up by seeds, so no data are needed."""
    folder = bench.work / "rollouts"
    maker = bench.checkout / ".build/release/rollout-cases"
    subprocess.run([maker, folder, str(GUILTY), str(INNOCENT)], check=True, env=bench.environment, timeout=120)
    labels = [json.loads(line) for line in (folder / "labels.jsonl").read_text().splitlines()]
    right = newest = sigmas = accused = 0
    for label in labels:
        case, guilty = folder / label["id"], label["component"]
        answer = diagnosed(bench, case)
        if guilty is None:
            accused += not answer["inconclusive"]
            continue
        first = (answer["root_causes"] or [{}])[0]
        right += first.get("component") == guilty and first.get("deployment_id") is not None
        newest += label["newest"] == guilty
        sigmas += peers.n_sigma_of_the_deployed(case) == guilty
    bench.table.add(
        "guilty roll-out among several, AC@1", f"{right / GUILTY:.3f}", "≥ .80",
        f"newest {newest / GUILTY:.3f}; n-sigma of the deployed {sigmas / GUILTY:.3f}",
        command=f"rollout-cases DIR {GUILTY} {INNOCENT}; autosre diagnose --case DIR/CASE",
        note=f"{GUILTY} seeds; with the change named")
    bench.table.add(
        "of it where none is guilty: accused", f"{accused} of {INNOCENT}", "≤ 10 %",
        command=f"rollout-cases DIR {GUILTY} {INNOCENT}; autosre diagnose --case DIR/CASE")


def diagnosed(bench, case):
    done = subprocess.run(
        [bench.binary, "diagnose", "--case", case, "--output", "-", "--no-llm"], env=bench.environment, check=True,
        capture_output=True, timeout=60)
    return json.loads(done.stdout)


def whole_process(bench):
    """A case with thousands of long lines, hundreds of series and traces, from the spawn to the exit."""
    suite = data(bench, "dev") / "nezha-ts"
    case = max((path for path in suite.iterdir() if path.is_dir()), key=mining.folder_size)
    walls, cpus = [], []
    for _ in range(TURNS):
        start, before = time.perf_counter(), mining.children_cpu()
        diagnosed(bench, case)
        walls.append((time.perf_counter() - start) * 1000)
        cpus.append((mining.children_cpu() - before) * 1000)
    files = (path for path in case.iterdir() if path.suffix == ".csv")
    peer = mining.measured([sys.executable, "-B", peers.__file__, "read", str(case)], bench)
    bench.table.add(
        "diagnose, whole process, largest nezha-ts case", f"{statistics.median(walls):.0f} ms", "< 500 ms",
        f"Python's csv and json alone {peer.wall * 1000:.0f} ms", f"{peer.wall * 1000 / statistics.median(walls):.1f} ×",
        "autosre diagnose --case DIR/dev/nezha-ts/CASE --output -",
        f"{sum(path.stat().st_size for path in files) / 1e6:.1f} MB; median of {TURNS}, slowest {max(walls):.0f} ms; "
        f"CPU {statistics.median(cpus):.0f} ms. The peer only reads the files")


def templates(bench):
    """Accuracy by the scorer; peers by the same scorer, told to call them in place of the program."""
    logs = data(bench, "logs-dev")
    means = {"autosre": mean(scored(bench, "run_templates.py", logs))}
    for name in mining.PEERS:
        means[name] = None
        if mining.is_installed(bench, name):
            command = f"{bench.checkout / '.build/peers/bin/python'} -B {mining.__file__} {name}"
            means[name] = mean(scored(bench, "run_templates.py", logs, "--autosre", command))
    bench.table.add(
        "logs mine, mean GA / FGA / PA / FTA", means["autosre"], "> .93 / .87 / .63 / .60",
        "; ".join(f"{name} {means[name] or 'cannot be installed here'}" for name in mining.PEERS),
        command="run_templates.py DIR/logs-dev --autosre autosre")


def mean(text):
    return " / ".join(re.findall(r"[\d.]+", text.splitlines()[-1]))


def main():
    checkout = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="bench-work.", dir=checkout / ".build") as work:
        bench = Bench(checkout, pathlib.Path(work))
        all_bars(bench)
    bench.table.show(f"{time.strftime('%Y-%m-%d %H:%M', time.gmtime())} UTC, {os.cpu_count()} cores")
    return 1 if bench.table.missing else 0


def all_bars(bench):
    """Every bar; what cannot be measured keeps no other from being measured."""
    for figure, measure in (
            ("root causes of labelled incidents", suites), ("guilty roll-out among several", rollouts),
            ("diagnose, whole process", whole_process), ("logs mine, accuracy", templates),
            ("logs mine, speed", lambda bench: mining.speed(bench, data(bench, "logs-dev"))),
            ("logs mine, memory", mining.memory)):
        bench.attempt(figure, measure)


if __name__ == "__main__":
    sys.exit(main())
