"""Nova Act's service, faked on loopback for the real SDK, reached as a company's proxy would be.

The SDK knows one address, https://api.nova.amazon.com. This is a proxy that answers CONNECT to it with a TLS server of
its own, whose certificate it writes to --ca. So neither the SDK nor AutoSRE's side-car is changed for a test. Any other
host is refused. Paths, statuses and bodies are those that the SDK 3.4.187.0 sends and accepts.

It "sees" the page as a model would, by asking the browser itself where a button is: the browser's DevTools port is in
its profile below --home. What it does is in the prompt that it gets; --mode says what goes wrong.
"""
import argparse
import datetime
import glob
import http.server
import json
import os
import re
import socketserver
import ssl
import threading
import time
import urllib.request
import uuid

HOST = "api.nova.amazon.com"
FIND = """(name => {
  const words = e => (e.innerText || e.value || '').trim().replace(/\\s+/g, ' ');
  const all = [...document.querySelectorAll('button, a[href]')];
  const found = all.find(e => words(e) === name && e.getClientRects().length);
  if (!found) return null;
  found.scrollIntoView({block: 'center'});
  const box = found.getBoundingClientRect();
  return [box.top, box.left, box.bottom, box.right];
})(%s)"""


def certificate(path):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    now = datetime.datetime.now(datetime.timezone.utc)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256()))
    pem = serialization.Encoding.PEM
    with open(path, "wb") as file:
        file.write(made.public_bytes(pem))
    with open(path + ".key", "wb") as file:
        file.write(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path, path + ".key")
    return context


class Eyes:
    """Where things are on the page that the browser shows."""

    def __init__(self, home):
        # The newest: a profile of a run before may not be removed yet.
        files = sorted(glob.glob(f"{home}/autosre-*/profile/DevToolsActivePort"), key=os.path.getmtime)
        with open(files[-1]) as file:
            port = file.readline().strip()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=5) as answer:
            self.page = next(p for p in json.load(answer) if p["type"] == "page")["webSocketDebuggerUrl"]

    def find(self, names):
        """The first of the names that is there, and its box."""
        from websockets.sync.client import connect

        with connect(self.page, max_size=None) as socket:
            for number, name in enumerate(names):
                socket.send(json.dumps({
                    "id": number, "method": "Runtime.evaluate",
                    "params": {"expression": FIND % json.dumps(name), "returnByValue": True}}))
                answer = json.loads(socket.recv(timeout=5))
                box = answer["result"]["result"].get("value")
                if box is not None:
                    return name, box
        return None, None


class Model:
    """Does what the prompt says, as far as --mode lets it."""

    def __init__(self, options):
        self.options, self.prompt, self.done, self.steps = options, "", False, 0

    def wishes(self):
        """Names of what it would click, the furthest on the way first; read from the prompt."""
        service = re.search(r'service "([^"]+)"', self.prompt)
        version = re.search(r'to version "([^"]+)"', self.prompt)
        if not service or not version:
            return []
        to = version[1]
        return [f"Confirm rollback to {to}", f"Rollback to {to}", "Deployments", service[1], "Demo login"]

    def step(self):
        self.steps += 1
        mode = self.options.mode
        if mode == "strays":
            return [call("goToUrl", "http://127.0.0.2:9/elsewhere")]
        if mode == "gives-up":
            return [call("throw", "I am not able to find the service\u202e <!channel>")]
        if self.done or mode in ("lies", "answers-nonsense"):
            before = re.search(r'runs version "([^"]+)"', self.prompt)
            answer = {"done": True, "saw_before": before[1] if before else "", "saw_after": "", "remark": "as asked"}
            return [call("return", "yes, done" if mode == "answers-nonsense" else json.dumps(answer))]
        name, box = Eyes(self.options.home).find(self.wishes())
        if name is None:
            return [call("throw", "nothing on this page leads there")]
        self.done = name.startswith("Confirm")
        return [call("think", f"I see {name}"), call("agentClick", "<box>%s</box>" % ",".join(map(str, box))),
                call("waitForPageToSettle"), call("takeObservation")]


def call(name, *arguments):
    return {"callId": str(uuid.uuid4()), "name": name, "input": list(arguments)}


class Service(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.0"

    def do_PUT(self):
        self.answer()

    def do_POST(self):
        self.answer()

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        options, model = self.server.options, self.server.model
        what = self.path.rstrip("/").rsplit("/", 1)[-1]
        known = {"workflow-runs", "sessions", "acts", "invoke-step", "telemetry"}
        self.note(what if what in known else "update", body)
        if (options.mode, what) in (("hangs", "workflow-runs"), ("hangs-at-a-step", "invoke-step")):
            time.sleep(3600)
        if options.mode == "dies-at-a-step" and what == "invoke-step":
            self.kill()
        if options.mode in ("401", "403") and what != "telemetry":
            return self.say(int(options.mode), {"message": "invalid key"})
        if options.mode == "quota":
            return self.say(429, {"message": "no more today", "throttleType": "DAILY_QUOTA_LIMIT_EXCEEDED"})
        if options.mode == "500":
            return self.say(500, {"message": "sorry"})
        if options.mode == "html":
            return self.say(200, None)
        if what == "workflow-runs":
            return self.say(201, {"status": "RUNNING", "workflowRunId": str(uuid.uuid4())})
        if what == "sessions":
            return self.say(201, {"sessionId": str(uuid.uuid4())})
        if what == "acts":
            model.prompt = json.loads(body)["task"]
            return self.say(201, {"actId": str(uuid.uuid4()), "status": "RUNNING"})
        if what == "invoke-step":
            return self.say(200, {"stepId": str(uuid.uuid4()), "calls": model.step()})
        return self.say(200, {})

    def kill(self):
        """Ends the side-car, found by its home."""
        for entry in os.listdir("/proc"):
            try:
                with open(f"/proc/{entry}/cmdline", "rb") as file:
                    words = file.read()
                with open(f"/proc/{entry}/environ", "rb") as file:
                    variables = file.read()
            except OSError:
                continue
            if b"autosre_nova_act/__main__.py" in words and f"HOME={self.server.options.home}/".encode() in variables:
                os.kill(int(entry), 9)

    def say(self, status, value):
        body = b"<html>an intermediary</html>" if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if value is None else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def note(self, what, body):
        """One line for each request; a picture is replaced by its length."""
        text = re.sub(r"data:image/[a-z]+;base64,[A-Za-z0-9+/=]+", "(picture)", body.decode("utf-8", "replace"))
        log(self.server.options, {"what": what, "key": self.headers.get("X-Api-Key"), "bytes": len(body), "body": text})

    def log_message(self, *_):
        pass


LOCK = threading.Lock()


def log(options, line):
    with LOCK, open(options.log, "a") as file:
        file.write(json.dumps(line) + "\n")


class Door(socketserver.StreamRequestHandler):
    """A proxy that knows one host."""

    def handle(self):
        first = self.rfile.readline(4096).decode("latin-1").split()
        while self.rfile.readline(4096).strip():
            pass
        if first[:2] != ["CONNECT", f"{HOST}:443"]:
            log(self.server.options, {"what": "refused", "line": " ".join(first[:2])})
            self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
            return
        self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        self.wfile.flush()
        try:
            inner = self.server.context.wrap_socket(self.connection, server_side=True)
            try:
                Service(inner, self.client_address, self.server)
            finally:
                inner.close()
        except (OSError, ValueError):
            pass


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


def stay_with(parent):
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", required=True)
    parser.add_argument("--ca", required=True)
    parser.add_argument("--log", required=True)
    parser.add_argument("--mode", default="works")
    options = parser.parse_args()
    server = Server(("127.0.0.1", 0), Door)
    server.options, server.model, server.context = options, Model(options), certificate(options.ca)
    parent = os.getppid()
    threading.Thread(target=lambda: stay_with(parent), daemon=True).start()
    print(f"http://127.0.0.1:{server.server_address[1]}", flush=True)
    server.serve_forever()


main()
