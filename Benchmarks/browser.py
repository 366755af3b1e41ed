"""What the browser driver takes: whole recoveries in a real Chromium, and clicks beside selenium's on the same pages.

Needs chromium and chromium-driver; selenium comes from bench.py's virtual environment (selenium_clicks.py runs there).
"""

import json
import os
import pathlib
import statistics
import subprocess
import time

from harness import gap, milliseconds, percentile, request

RUNS = int(os.environ.get("BENCH_BROWSER_RUNS", "9"))
#: Rounds of clicks: a click is mostly Chromium's, and single rounds differ by a third.
ROUNDS = int(os.environ.get("BENCH_CLICK_ROUNDS", "9"))
#: Clicks of a round; the agent gives a walk 12 s.
CLICKS = 24
#: Links of two pages without charts, clicked in turn.
TABS = ("Deployments", "Instances")
RUN = "UI_STUB=false UI_DRIVER=browser OPERATIONS_DASHBOARD_URL=http://127.0.0.1:PORT autosre run --output json"
BREAK = '{"fault":"leaky-release"}'


def run_by_browser(bench, url, **more):
    """One run: its wall clock (ms), its events by kind, and what the browser did when."""
    request(url + "/api/faults", "POST", BREAK)
    # Short, because Chromium makes a socket below it.
    environment = bench.agent(url, UI_DRIVER="browser", LOG_STORAGE_DATA_DIR=str(bench.work / "browser"), **more)
    start = time.perf_counter()
    done = subprocess.run(
        [bench.binary, "run", "--output", "json"], cwd=bench.work, env=environment, capture_output=True, timeout=90)
    wall = (time.perf_counter() - start) * 1000
    entries = [json.loads(line) for line in done.stdout.splitlines()]
    events = {entry["kind"]: entry for entry in entries if entry["type"] == "event"}
    if done.returncode != 0 or "acted" not in events or "transient_failure" in events:
        reasons = [entry["payload"]["reason"] for entry in entries if "reason" in entry.get("payload", {})]
        raise RuntimeError(f"a run ended with {done.returncode}: {reasons} {done.stderr.decode()[-300:]}")
    artifacts = events["acted"]["payload"]["artifacts"]
    path = next(item["path"] for item in artifacts if item["path"].endswith("steps.json"))
    return wall, events, json.loads(pathlib.Path(path).read_text(encoding="utf-8"))


def recovery(bench, url):
    """From the start of the process to its exit, Chromium's start and end included, and whose the time is."""
    walls, starts, walks, rest = [], [], [], []
    for _ in range(RUNS):
        wall, events, steps = run_by_browser(bench, url)
        ready = next(step["at"] for step in steps if step["text"].endswith("is ready"))
        start = (milliseconds(ready) - milliseconds(events["intended"]["at"])) % 86_400_000
        act = gap(events, "intended", "acted")
        walls.append(wall)
        starts.append(start)
        walks.append(act - start)
        rest.append(wall - act)
    bench.table.add(
        "alert → verified recovery by browser, wall", f"{statistics.median(walls) / 1000:.2f} s", "< 10 s", command=RUN,
        note=f"Median of {RUNS} runs, slowest {max(walls) / 1000:.2f} s, from the start to the exit of the process, "
        "with a journal on disk, Chromium's start and end, and three screenshots")
    bench.table.add(
        "of it Chromium's and its driver's start", f"{statistics.median(starts):.0f} ms", command=RUN,
        note="`intended` → `chrome is ready` in the record of the steps")
    bench.table.add(
        "of it the pages: five clicks, three pictures", f"{statistics.median(walks):.0f} ms", command=RUN,
        note="`chrome is ready` → `acted`: mostly Chromium loading and drawing")
    bench.table.add(
        "of it ours", f"{statistics.median(rest):.0f} ms", command=RUN,
        note="The rest: evidence, diagnosis, policy, looks, verification, report, and ending the browser")


def click_map(path):
    """A dashboard map that clicks from tab to tab before it acts."""
    walk = "\n".join(f'    - click: link "{TABS[number % 2]}"' for number in range(CLICKS))
    path.write_text(f"""login:
  - open: /
  - click: button "Demo login"
  - expect: heading "Services"
actions:
  rollback:
    - open: /services/checkout/scaling
{walk}
    - click: link "Deployments"
    - act: button "Rollback to {{version}}"
      confirm:
        click: button "Confirm rollback to {{version}}"
""", encoding="utf-8")


def our_clicks(bench, url, path):
    """Clicks a second of one run, between the first of a tab's and the last."""
    _, _, steps = run_by_browser(bench, url, AUTOSRE_UI_MAP=str(path))
    times = [milliseconds(step["at"]) for step in steps if step["text"] in {f"click {name}" for name in TABS}]
    if len(times) <= CLICKS:
        raise RuntimeError(f"{len(times)} clicks are on record")
    return (len(times) - 1) * 1000 / (times[-1] - times[0])


def their_clicks(bench, url, kind):
    command = [
        str(bench.venv / "bin/python"), "-B", str(pathlib.Path(__file__).parent / "selenium_clicks.py"), url, kind,
        str(CLICKS), *TABS]
    done = subprocess.run(
        command, cwd=bench.work, env=bench.environment, capture_output=True, text=True, timeout=90)
    if done.returncode != 0:
        raise RuntimeError(f"selenium ended with {done.returncode}: {done.stderr[-300:]}")
    return float(done.stdout)


def clicks(bench, url):
    path = bench.work / "clicks.yaml"
    click_map(path)
    measures = {
        "ours": lambda: our_clicks(bench, url, path), "same": lambda: their_clicks(bench, url, "same"),
        "text": lambda: their_clicks(bench, url, "text")}
    rates = {name: [] for name in measures}
    order = list(measures)
    for _ in range(ROUNDS):
        for name in order:
            rates[name].append(measures[name]())
        order.append(order.pop(0))  # so that each is as often first as last
    ratios = {kind: [a / b for a, b in zip(rates["ours"], rates[kind])] for kind in ("same", "text")}
    medians = {kind: statistics.median(values) for kind, values in rates.items()}
    bench.table.add(
        "clicks of the browser driver", f"{medians['ours']:.1f} clicks/s", "≥ selenium",
        f"selenium {medians['same']:.1f}; without checks {medians['text']:.1f}",
        "; ".join(f"{statistics.median(values):.2f} ×" for values in ratios.values()),
        f"AUTOSRE_UI_MAP={CLICKS}-clicks.yaml {RUN}",
        f"Median of {ROUNDS} rounds in turn of {CLICKS} clicks, each of which loads the Deployments or the Instances "
        "page; the ratio is the median of the rounds' own ("
        + "; ".join(f"{min(values):.2f} to {max(values):.2f}" for values in ratios.values())
        + "). Ours reads all that the page says, finds the link in it by role and accessible name, sees that nothing "
        "hides it, and clicks with the mouse. `selenium` (PyPI) finds it by its text, asks for its role and name, and "
        "clicks; `without checks` only finds and clicks. The same Chromium with the same options")
