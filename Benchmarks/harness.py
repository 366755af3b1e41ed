"""What every measurement needs: servers that end, requests, figures and the table. Standard library only.

Every process is started here or in bench.py, bounded in time, and ended by its own id; all of it is on 127.0.0.1.
"""

import contextlib
import http.client
import os
import pathlib
import re
import socket
import subprocess
import sys
import time


class Table:
    """The figures, and what stands behind each."""

    def __init__(self):
        self.rows, self.behind, self.missing, self.absent = [], [], [], {}

    def add(self, figure, measured, goal="–", peer="–", ratio="–", command="", note=""):
        self.rows.append((figure, measured, goal, peer, ratio))
        self.behind.append((figure, command, note))
        print(f"  {figure}: {measured}", file=sys.stderr)

    def miss(self, figure, reason):
        self.missing.append(f"{figure}: not measured: {reason}")
        print(f"  {self.missing[-1]}", file=sys.stderr)

    def leave_out(self, figure, reason):
        """What nobody asked for is no failure."""
        self.absent.setdefault(reason, []).append(figure)

    def show(self, heading):
        print(heading + "\n")
        print("| figure | measured | goal | peer, same run | ratio |\n|---|---|---|---|---|")
        for row in self.rows:
            print("| " + " | ".join(row) + " |")
        print("\nBehind them:\n")
        for figure, command, note in self.behind:
            print(f"- **{figure}**: `{command}`" + (f". {note}" if note else ""))
        for line in self.missing:
            print(f"- {line}")
        for reason, figures in self.absent.items():
            print(f"- left out: {'; '.join(figures)}: {reason}")


class NotHere(Exception):
    """What a figure needs and the caller has not given."""


class Bench:
    """What every measurement needs: the binary, the peer's environment, a folder, the table."""

    def __init__(self, checkout, work):
        self.checkout, self.work = checkout, work
        self.binary, self.venv = str(checkout / ".build/release/autosre"), checkout / ".build/bench-venv"
        self.table = Table()
        # Nothing of the caller's settings or proxies may change a figure.
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(self.work), "LC_ALL": "C.UTF-8"}

    def agent(self, url, **more):
        """The agent's settings. How long health has to stand is a choice of the user's, and no figure of ours."""
        acting = {"UI_STUB": "false", "UI_DRIVER": "http", "OPERATIONS_DASHBOARD_URL": url}
        return self.environment | acting | {"AUTOSRE_STABLE_SECONDS": "0.2"} | more

    def attempt(self, figure, measure, *arguments):
        """A figure that cannot be measured is named at the end and keeps no other from being measured."""
        try:
            measure(self, *arguments)
        except NotHere as error:
            self.table.leave_out(figure, str(error))
        except Exception as error:  # whatever it was, it is named, and the exit code says so
            self.table.miss(figure, f"{type(error).__name__}: {error}")

    @contextlib.contextmanager
    def process(self, command, **more):
        """A server, ended by its id. Its output goes to a file, so that no full pipe stops it."""
        log = self.work / f"{time.monotonic_ns()}.log"
        with open(log, "wb") as output:
            child = subprocess.Popen(
                command, cwd=self.work, env=self.environment | more, stdin=subprocess.DEVNULL, stdout=output,
                stderr=subprocess.STDOUT)
        child.log = log
        try:
            yield child
        finally:
            child.terminate()
            try:
                child.wait(10)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def request(url, method="GET", body=None):
    """The answer's text; anything but 2xx throws."""
    host, _, path = url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(host, timeout=5)
    try:
        connection.request(method, "/" + path, body, {"Content-Type": "application/json"} if body else {})
        answer = connection.getresponse()
        text = answer.read().decode()
    finally:
        connection.close()
    if answer.status // 100 != 2:
        raise RuntimeError(f"{method} {url} answered {answer.status}: {text[:200]}")
    return text


def wait_until(check, child, what, seconds=20):
    """What `check` returns once it is something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and child.poll() is None:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if found := check():
                return found
        time.sleep(0.01)
    raise RuntimeError(f"{what} did not come up: {child.log.read_text()[-500:]}")


def peak_kb(pid):
    """The most memory that a living process ever had resident.

    Not wait4's ru_maxrss: that begins with the memory of the Python process that forked the child.
    """
    found = re.search(r"VmHWM:\s+(\d+) kB", pathlib.Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) if found else 0


def megabytes(kilobytes):
    return f"{kilobytes / 1024:.1f} MB"


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def milliseconds(at):
    """A journal's time (RFC 3339, UTC) in milliseconds of its day: gaps here never span midnight twice."""
    hours, minutes, seconds = at.rstrip("Z").split("T")[1].split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def gap(events, first, second):
    return (milliseconds(events[second]["at"]) - milliseconds(events[first]["at"])) % 86_400_000


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
