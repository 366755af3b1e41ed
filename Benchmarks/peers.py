"""What the evidence engine is measured beside, in plain Python: deviations of series, gaps between spans, and reading
alone. Standard library only; called by evidence.py, as `peers.py read CASE` it reads a case's files and does no more.
"""

import collections
import csv
import json
import math
import pathlib
import re
import statistics
import sys

csv.field_size_limit(1 << 30)
#: An instance's name is its component's with version, hash and pod behind it.
INSTANCE = re.compile(r"^(.*)-v\d+-[^-]+-[^-]+$")


def score(ranking):
    """AC@1, AC@3 and Avg@5 of the places of the true components, 1 the first."""
    among = [sum(place <= k for place in ranking) / len(ranking) for k in range(1, 6)]
    return among[0], among[2], sum(among) / 5


def place(component, scores):
    order = sorted(scores, key=lambda name: (-scores[name], name))
    return order.index(component) + 1 if component in scores else 99


def cases(suite):
    for line in open(suite / "labels.jsonl"):
        label = json.loads(line)
        about = json.loads((suite / label["id"] / "case.json").read_text())
        yield suite / label["id"], label["component"], about["incident_time"]


def series(case):
    """Times and columns of a case's metrics; what is missing is nan."""
    if not (case / "metrics.csv").exists():
        return [], {}
    with open(case / "metrics.csv", newline="") as file:
        rows = csv.reader(file)
        names = next(rows)[1:]
        values = [[float(field or "nan") for field in row] for row in rows]
    columns = zip(*values) if values else ([] for _ in range(len(names) + 1))
    times, *columns = map(list, columns)
    return times, dict(zip(names, columns))


def highest(times, values, split):
    """How many standard deviations of before the highest value after lies above their mean; 0 for a constant."""
    early = [v for t, v in zip(times, values) if t < split and not math.isnan(v)]
    late = [v for t, v in zip(times, values) if t >= split and not math.isnan(v)]
    if len(early) < 2 or not late:
        return 0
    mean = sum(early) / len(early)
    deviation = math.sqrt(sum((value - mean) ** 2 for value in early) / len(early))
    return (max(late) - mean) / deviation if deviation > 0 else 0


def n_sigma(suite, late):
    """The component whose series rises by most standard deviations comes first; constant series are left out. Told on
    time, and late."""
    rankings = [], []
    for case, component, told in cases(suite):
        times, columns = series(case)
        for ranking, split in zip(rankings, (told, told + late)):
            scores = collections.defaultdict(float)
            for name, values in columns.items():
                owner = name.rpartition("|")[0]
                scores[owner] = max(scores[owner], highest(times, values, split))
            ranking.append(place(component, scores))
    return [score(ranking) for ranking in rankings]


def n_sigma_of_the_deployed(case):
    """The component with a roll-out whose instances' medians rise most after the first step."""
    steps = json.loads((case / "deployments.json").read_text())
    deployed, first = {step["component"] for step in steps}, min(step["time"] for step in steps)
    times, columns = series(case)
    groups = collections.defaultdict(list)
    for name, values in columns.items():
        owner, _, metric = name.rpartition("|")
        owner = INSTANCE.sub(r"\1", owner)
        if owner in deployed:
            groups[owner, metric].append(values)
    scores = collections.defaultdict(float)
    for (owner, _), group in groups.items():
        rows = ([value for value in row if not math.isnan(value)] for row in zip(*group))
        middle = [statistics.median(row) if row else math.nan for row in rows]
        scores[owner] = max(scores[owner], highest(times, middle, first))
    return max(scores, key=lambda name: (scores[name], name), default=None)


def span_gap(suite):
    """By how much the time grows that a caller's span lasts beyond the callee's inside it, the mean over a component's
    edges; None where a suite has no traces."""
    ranking = []
    for case, component, told in cases(suite):
        edges = collections.defaultdict(lambda: ([], []))
        for (caller, callee), at, gap in gaps(case):
            edges[caller, callee][at >= told].append(gap)
        scores = collections.defaultdict(list)
        for (_, callee), (early, late) in edges.items():
            if late:
                scores[callee].append(statistics.median(late) - (statistics.median(early) if early else 0))
        ranking.append(place(component, {name: statistics.fmean(found) for name, found in scores.items()}))
    return score(ranking) if min(ranking) < 99 else None


def gaps(case):
    """Edges between components, with when each call began and how long the caller waits beyond the callee."""
    if not (case / "traces.csv").exists():
        return
    with open(case / "traces.csv", newline="") as file:
        spans = {(row["trace_id"], row["span_id"]): row for row in csv.DictReader(file)}
    for (trace, _), row in spans.items():
        caller = spans.get((trace, row["parent_id"]))
        if caller and caller["component"] != row["component"]:
            gap = float(caller["duration_us"]) - float(row["duration_us"])
            yield (caller["component"], row["component"]), float(row["start_us"]) / 1e6, gap


def read(case):
    """Every file of a case, parsed."""
    for path in case.iterdir():
        if path.suffix == ".json":
            json.loads(path.read_text())
        else:
            with open(path, newline="") as file:
                for row in csv.reader(file):
                    if path.name == "metrics.csv" and row[0] != "time":
                        [float(field or "nan") for field in row]


if __name__ == "__main__":
    read(pathlib.Path(sys.argv[2]))
