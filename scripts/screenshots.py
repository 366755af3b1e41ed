#!/usr/bin/env python3
"""Look at every page of the operations dashboard in a real Chromium: pictures, console, width, keyboard, no script.

    scripts/screenshots.py BINARY OUTPUT_FOLDER [--keep-docs]

Needs chromium and chromium-driver (apt-get install -y chromium chromium-driver) and Python's standard library only.
Ends with 1 and says what was wrong where a page scrolls sideways, writes to the console, is larger than 50 kB, cannot
be worked by keyboard alone or not without scripts. With --keep-docs the pictures of the README go to docs/screenshots.
"""
import base64
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

PAGES = {
    "login": "/", "services": "/services", "overview": "/services/checkout",
    "deployments": "/services/checkout/deployments", "instances": "/services/checkout/instances",
    "scaling": "/services/checkout/scaling", "pool": "/services/checkout/pool", "logs": "/services/checkout/logs",
    "rollback": "/services/checkout/rollback?to_version=v1.4.1", "scale": "/services/checkout/scale?replicas=8",
    "restart": "/services/checkout/restart", "pool-restart": "/services/checkout/pool/restart",
    "refused": "/services/checkout/scale?replicas=99",
}
DOCS = {("services", 1280, "light"), ("overview", 1280, "light"), ("overview", 1280, "dark"),
        ("deployments", 1280, "light"), ("rollback", 1280, "light"), ("overview", 360, "dark"), ("services", 360, "light")}
problems = []


def problem(text):
    problems.append(text)
    print("PROBLEM:", text)


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Browser:
    """A thin W3C WebDriver client (https://www.w3.org/TR/webdriver2/) with Chromium's CDP command beside it."""

    def __init__(self, home):
        port = free_port()
        env = dict(os.environ, HOME=home, XDG_CONFIG_HOME=home, XDG_CACHE_HOME=home)
        self.process = subprocess.Popen(["chromedriver", f"--port={port}"], env=env, start_new_session=True,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.base = f"http://127.0.0.1:{port}"
        wait_for(self.base + "/status")
        args = ["--headless=new", f"--user-data-dir={home}/profile", "--hide-scrollbars", "--force-color-profile=srgb"]
        if os.geteuid() == 0:
            args.append("--no-sandbox")
        options = {"goog:chromeOptions": {"args": args}, "goog:loggingPrefs": {"browser": "ALL"}}
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": options}})
        self.base += "/session/" + answer["sessionId"]

    def call(self, method, path, body=None):
        data = None if method == "GET" else json.dumps(body or {}).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(f"{method} {path}: {error.read()[:400]!r}") from None

    def cdp(self, command, **params):
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": params})

    def open(self, url):
        self.call("POST", "/url", {"url": url})

    @property
    def url(self):
        return self.call("GET", "/url")

    def console(self):
        return [e for e in self.call("POST", "/se/log", {"type": "browser"}) if e["level"] != "DEBUG"]

    def look(self, width, scheme):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=860 if width > 600 else 740,
                 deviceScaleFactor=1, mobile=width < 600)
        self.cdp("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self, path, whole=True):
        shot = self.cdp("Page.captureScreenshot", format="png", captureBeyondViewport=whole,
                        **({"clip": self.clip()} if whole else {}))
        pathlib.Path(path).write_bytes(base64.b64decode(shot["data"]))

    def clip(self):
        size = self.cdp("Page.getLayoutMetrics")["cssContentSize"]
        return {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}

    def overflow(self):
        metrics = self.cdp("Page.getLayoutMetrics")
        return metrics["cssContentSize"]["width"] - metrics["cssLayoutViewport"]["clientWidth"]

    def find(self, role, name):
        """The nodes of a role and an accessible name, as a person with a screen reader finds them."""
        root = self.cdp("DOM.getDocument")["root"]["nodeId"]
        try:
            nodes = self.cdp("Accessibility.queryAXTree", nodeId=root, role=role, accessibleName=name)["nodes"]
        except RuntimeError as error:
            if "Could not find node" in str(error):  # the next page took the place of this one
                return []
            raise
        return [n for n in nodes if not n.get("ignored")]

    def text(self, role, name):
        nodes = self.find(role, name)
        if len(nodes) != 1:
            return f"{len(nodes)} of them"
        html = self.cdp("DOM.getOuterHTML", backendNodeId=nodes[0]["backendDOMNodeId"])["outerHTML"]
        return "".join(part.split(">", 1)[-1] for part in html.split("<")).strip()

    def click(self, role, name):
        nodes = self.find(role, name)
        if len(nodes) != 1:
            raise RuntimeError(f"{len(nodes)} nodes of role {role} are called {name!r} on {self.url}")
        node = nodes[0]["backendDOMNodeId"]
        self.cdp("DOM.scrollIntoViewIfNeeded", backendNodeId=node)
        box = self.cdp("DOM.getContentQuads", backendNodeId=node)["quads"][0]
        x, y = (box[0] + box[4]) / 2, (box[1] + box[5]) / 2
        for kind in ("mousePressed", "mouseReleased"):
            self.cdp("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def key(self, value):
        keys = [{"type": "keyDown", "value": value}, {"type": "keyUp", "value": value}]
        self.call("POST", "/actions", {"actions": [{"type": "key", "id": "k", "actions": keys}]})

    def focused(self):
        nodes = self.cdp("Accessibility.getFullAXTree")["nodes"]
        for node in nodes:
            if any(p["name"] == "focused" and p["value"].get("value") for p in node.get("properties", [])):
                if node["role"]["value"] != "RootWebArea":
                    return node["role"]["value"], node.get("name", {}).get("value", "")
        return None, ""

    def close(self):
        try:
            self.call("DELETE", "")
        finally:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Shop:
    def __init__(self, binary, fault="leaky-release"):
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen([binary, "dashboard", "--port", str(self.port), "--fault", fault],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.base + "/api/health")

    def json(self, path):
        with urllib.request.urlopen(self.base + path, timeout=5) as answer:
            return json.load(answer)

    def fault(self, name):
        request = urllib.request.Request(self.base + "/api/faults", json.dumps({"fault": name}).encode(),
                                         {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=5).close()

    def close(self):
        self.process.terminate()
        self.process.wait(5)


def wait_for(url, seconds=20):
    end = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(url, timeout=2).close()
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def wait_until(what, condition, seconds=8):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return problem(f"{what}: not within {seconds} s")
        time.sleep(0.05)


def sizes(shop):
    for name, path in PAGES.items():
        best = 1e9
        for _ in range(5):
            start = time.perf_counter()
            try:
                body = urllib.request.urlopen(shop.base + path, timeout=5).read()
            except urllib.error.HTTPError as error:
                body = error.read()
            best = min(best, time.perf_counter() - start)
        print(f"{name:13} {len(body):6} bytes {best * 1000:6.1f} ms")
        if len(body) >= 50_000 or best >= 0.05:
            problem(f"{name} is {len(body)} bytes in {best * 1000:.0f} ms")


def gallery(browser, shop, folder, docs):
    for name, path in PAGES.items():
        for width in (360, 1280):
            for scheme in ("light", "dark"):
                browser.look(width, scheme)
                browser.open(shop.base + path)
                browser.picture(folder / f"{name}-{width}-{scheme}.png")
                if browser.overflow() > 0:
                    problem(f"{name} at {width} px scrolls sideways by {browser.overflow()} px")
                for entry in browser.console():
                    if not ("422" in entry["message"] and name == "refused"):
                        problem(f"{name}: console: {entry['message']}")
                if docs and (name, width, scheme) in DOCS:
                    browser.picture(docs / f"{name}-{width}-{scheme}.png", whole=False)


def by_mouse(browser, shop, label):
    """The flow of the specification, by role and name, with a confirmation."""
    browser.open(shop.base + "/")
    browser.click("button", "Demo login")
    for role, name in (("link", "Checkout"), ("link", "Deployments"), ("button", "Rollback to v1.4.1")):
        wait_until(f"{label}: {name}", lambda: browser.find(role, name))
        browser.click(role, name)
    wait_until(f"{label}: question", lambda: browser.find("heading", "Roll back Checkout to v1.4.1?"))
    if browser.text("definition", "Running version") != "v1.4.2":
        problem(f"{label}: running version is {browser.text('definition', 'Running version')}")
    if shop.json("/api/operations")["total"] != 0:
        problem(f"{label}: something was done before the confirmation")
    browser.click("button", "Confirm rollback to v1.4.1")
    wait_until(f"{label}: done", lambda: shop.json("/api/health")["status"] == "healthy")
    wait_until(f"{label}: shown", lambda: browser.text("definition", "Running version") == "v1.4.1")


def tab_to(browser, role, name):
    for _ in range(60):
        browser.key("\ue004")
        if browser.focused() == (role, name):
            return True
    problem(f"keyboard: {role} {name!r} is never focused on {browser.url}")
    return False


def by_keyboard(browser, shop):
    browser.open(shop.base + "/")
    steps = [("button", "Demo login"), ("link", "Checkout"), ("link", "Deployments"), ("button", "Rollback to v1.4.1"),
             ("button", "Confirm rollback to v1.4.1")]
    for role, name in steps:
        wait_until(f"keyboard: {name}", lambda: browser.find(role, name))
        if not tab_to(browser, role, name):
            return
        browser.key("\ue007")
    wait_until("keyboard: healed", lambda: shop.json("/api/health")["status"] == "healthy")


def live(browser, shop):
    """A page that someone looks at follows the shop, and keeps focus and scroll."""
    browser.look(360, "light")
    browser.open(shop.base + "/services/checkout/scaling")
    wait_until("live: field", lambda: browser.find("spinbutton", "Replicas"))
    if not tab_to(browser, "spinbutton", "Replicas"):
        return
    browser.key("7")
    browser.call("POST", "/execute/sync", {"script": "scrollTo(0, 120)", "args": []})
    request = urllib.request.Request(shop.base + "/api/services/checkout/rollback", b'{"to_version":"v1.4.1"}',
                                     {"Content-Type": "application/json"})
    urllib.request.urlopen(request, timeout=5).close()
    wait_until("live: new version", lambda: browser.text("definition", "Running version") == "v1.4.1", 12)
    state = browser.call("POST", "/execute/sync", {
        "script": "return [scrollY, document.activeElement.id, document.getElementById('replicas').value]", "args": []})
    if state[0] != 120 or state[1] != "replicas" or "7" not in state[2]:
        problem(f"live: after the refresh scroll, focus and field are {state}")


def main():
    binary, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    docs = pathlib.Path(__file__).parent.parent / "docs/screenshots" if "--keep-docs" in sys.argv else None
    for each in filter(None, (folder, docs)):
        each.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        shop = Shop(binary)
        browser = None
        try:
            sizes(shop)
            browser = Browser(home)
            gallery(browser, shop, folder, docs)
            by_mouse(browser, shop, "mouse")
            browser.picture(folder / "after-rollback.png")
            shop.fault("leaky-release")
            by_keyboard(browser, shop)
            shop.fault("leaky-release")
            live(browser, shop)
            browser.picture(folder / "live.png")
            shop.fault("leaky-release")
            browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
            by_mouse(browser, shop, "no script")
            browser.picture(folder / "no-script.png")
        finally:
            if browser:
                browser.close()
            shop.close()
    print(f"{len(problems)} problems" if problems else "all well")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
