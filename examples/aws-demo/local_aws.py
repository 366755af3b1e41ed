"""AWS on this machine, for one command: moto with a function whose newest version fails, an alarm that follows the
alias, and a stand-in for Amazon Nova behind Bedrock's Converse. Nothing beyond 127.0.0.1 is contacted.

usage: local_aws.py [--no-model] [--measure] COMMAND [ARGUMENT...]

  --no-model   leave REASONING_USE_BEDROCK off
  --measure    print the command's wall clock, CPU seconds and peak memory on stderr, as JSON

The command gets the addresses and names in its environment. Afterwards the alias and the alarm are read back. Exit
code: the command's, or 1 where it said 0 and the alias or the alarm does not agree.
"""

import contextlib
import http.server
import io
import itertools
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import zipfile

import boto3
from moto.server import ThreadedMotoServer

FUNCTION, ALIAS, GOOD, BAD = "shop-checkout", "live", "7", "8"
ALARM, GROUP, REGION = FUNCTION + "-errors", "/aws/lambda/" + FUNCTION, "us-east-1"
MODEL = "us.amazon.nova-2-lite-v1:0"
KEYS = {"AWS_ACCESS_KEY_ID": "AKIDLOCALDEMO", "AWS_SECRET_ACCESS_KEY": "local-demo-only", "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION}


def say(text):
    print(f"demo-aws: {text}", file=sys.stderr, flush=True)


class Account:
    """What the demo's account holds."""

    def __init__(self, endpoint):
        def client(name):
            return boto3.client(
                name, endpoint_url=endpoint, region_name=REGION, aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
                aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"])

        self.functions, self.alarms, self.logs = client("lambda"), client("cloudwatch"), client("logs")
        self.roles = client("iam")

    def build(self):
        """Eight versions, the last of them bad, the alias on it."""
        role = self.roles.create_role(RoleName="shop", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        for version in range(1, int(BAD) + 1):
            code = self.code(version)
            if version == 1:
                self.functions.create_function(
                    FunctionName=FUNCTION, Runtime="python3.13", Role=role, Handler="index.handler",
                    Code={"ZipFile": code})
            else:
                self.functions.update_function_code(FunctionName=FUNCTION, ZipFile=code)
            self.functions.publish_version(FunctionName=FUNCTION, Description=f"release {version}")
        self.functions.create_alias(
            FunctionName=FUNCTION, Name=ALIAS, FunctionVersion=BAD, Description="what customers reach")
        self.alarms.put_metric_alarm(
            AlarmName=ALARM, AlarmDescription="Checkouts through the alias fail", Namespace="AWS/Lambda",
            MetricName="Errors", Statistic="Sum", Period=60, EvaluationPeriods=1, Threshold=1,
            ComparisonOperator="GreaterThanOrEqualToThreshold", TreatMissingData="notBreaching",
            Dimensions=[{"Name": "FunctionName", "Value": FUNCTION}])
        self.write_logs()

    @staticmethod
    def code(version):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("index.py", f"def handler(event, context):\n    return {version}\n")
        return packed.getvalue()

    def write_logs(self):
        """Twenty quiet minutes of the version before, then the failures of the new one."""
        now = int(time.time() * 1000)
        events = [(now - second * 1000, GOOD, None) for second in range(1320, 120, -10)]
        events += [(now - second * 1000, BAD, second % 3) for second in range(119, 1, -1)]
        self.logs.create_log_group(logGroupName=GROUP)
        for version in (GOOD, BAD):
            stream = time.strftime("%Y/%m/%d/") + f"[{version}]demo"
            self.logs.create_log_stream(logGroupName=GROUP, logStreamName=stream)
            lines = [
                {"timestamp": at, "message": self.line(order, version, failing)}
                for order, (at, of, failing) in enumerate(events) if of == version]
            self.logs.put_log_events(logGroupName=GROUP, logStreamName=stream, logEvents=lines)

    @staticmethod
    def line(order, version, failing):
        if failing in (None, 0):
            return f"INFO checkout of order {order} by version {version} took {18 + order % 7} ms"
        return f"ERROR checkout of order {order} failed: no rate for 'USD' in version {version}"

    def version(self):
        return self.functions.get_alias(FunctionName=FUNCTION, Name=ALIAS)["FunctionVersion"]

    def alarm(self):
        return self.alarms.describe_alarms(AlarmNames=[ALARM])["MetricAlarms"][0]["StateValue"]

    def evaluate(self):
        """What CloudWatch would do once a minute: the bad version fails, every other one does not."""
        state = "ALARM" if self.version() == BAD else "OK"
        if self.alarm() != state:
            self.alarms.set_alarm_state(
                AlarmName=ALARM, StateValue=state, StateReason=f"version {self.version()} serves the alias",
                StateReasonData=self.reason(38.0 if state == "ALARM" else 0.0))

    @staticmethod
    def reason(value):
        """What CloudWatch says of the values that it judged by, in its own shape."""
        now = time.time()

        def stamp(seconds):
            return time.strftime("%Y-%m-%dT%H:%M:%S.000+0000", time.gmtime(seconds))

        return json.dumps({
            "version": "1.0", "queryDate": stamp(now), "startDate": stamp(now - 240), "unit": "Count",
            "statistic": "Sum", "period": 60, "recentDatapoints": [0.0, 0.0, 0.0, value], "threshold": 1.0,
            "evaluatedDatapoints": [{"timestamp": stamp(now - 60), "sampleCount": 60.0, "value": value}]})


class Model(http.server.BaseHTTPRequestHandler):
    """Converse with a few lines of judgement in place of a model: the version that the error lines name is at fault."""

    def do_POST(self):
        prompt = self.rfile.read(int(self.headers["Content-Length"])).decode()
        failing = re.findall(r"ERROR[^\"\n]{0,200}?in version (\d+)", prompt)
        if failing:
            answer = {
                "summary": f"Version {failing[-1]} fails for want of an exchange rate", "confidence": 0.93,
                "recommended_action": "rollback", "reasoning": "Every error line names that version."}
        else:
            answer = {
                "summary": "The logs name no failing version", "confidence": 0.2, "recommended_action": "escalate",
                "reasoning": "There is nothing to blame a release for."}
        body = json.dumps({
            "output": {"message": {"role": "assistant", "content": [{"text": json.dumps(answer)}]}},
            "stopReason": "end_turn", "metrics": {"latencyMs": 1},
            "usage": {"inputTokens": len(prompt) // 4, "outputTokens": 60, "totalTokens": len(prompt) // 4 + 60},
        }).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


#: Runs a command from an interpreter of its own: a child's peak memory starts at its parent's, and this one's is large.
METER = """
import json, os, sys, time
start = time.perf_counter()
_, status, usage = os.wait4(os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ), 0)
figures = {"wall": time.perf_counter() - start, "CPU": usage.ru_utime + usage.ru_stime, "peak": usage.ru_maxrss / 1024}
with open(sys.argv[1], "w") as file:
    json.dump(figures, file)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def measured(command, environment):
    """The exit code, and what the command took, on stderr as JSON."""
    with tempfile.NamedTemporaryFile("r") as figures:
        meter = [sys.executable, "-I", "-S", "-c", METER, figures.name, *command]
        code = subprocess.run(meter, env=environment).returncode
        print("measured: " + figures.read(), file=sys.stderr)
    return code


def main(arguments):
    options = {"--no-model", "--measure"}
    given = list(itertools.takewhile(options.__contains__, arguments))
    command = arguments[len(given):]
    if not command:
        sys.exit(__doc__)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    with contextlib.redirect_stdout(sys.stderr):  # standard output is the command's
        moto.start()
    endpoint = "http://{}:{}".format(*moto.get_host_and_port())
    model = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Model)
    threading.Thread(target=model.serve_forever, daemon=True).start()
    account = Account(endpoint)
    account.build()
    account.evaluate()
    say(f"{FUNCTION}: alias {ALIAS} on version {account.version()}, alarm {ALARM} in {account.alarm()}")

    ended = threading.Event()

    def follow():
        while not ended.wait(0.2):
            account.evaluate()

    follower = threading.Thread(target=follow)
    follower.start()
    # Neither the caller's account nor its proxies may take part.
    kept = {
        name: value for name, value in os.environ.items()
        if not name.startswith("AWS_") and name.lower() not in ("http_proxy", "https_proxy", "all_proxy")}
    settings = KEYS | {
        "AWS_ENDPOINT_URL": endpoint, "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_ENDPOINT_URL_BEDROCK_RUNTIME": "http://127.0.0.1:%d" % model.server_address[1],
        "USE_AWS_INTEGRATION": "true", "CLOUDWATCH_ALARM_NAMES": ALARM, "LAMBDA_FUNCTION_NAME": FUNCTION,
        "LAMBDA_ALIAS_NAME": ALIAS, "NOVA_MODEL_ID": MODEL,
        "REASONING_USE_BEDROCK": "false" if "--no-model" in given else "true"}
    try:
        if "--measure" in given:
            code = measured(command, kept | settings)
        else:
            code = subprocess.run(command, env=kept | settings).returncode
    finally:
        ended.set()
        follower.join()
    version, state = account.version(), account.alarm()
    say(f"{FUNCTION}: alias {ALIAS} on version {version}, alarm {ALARM} in {state}")
    model.shutdown()
    moto.stop()
    if code == 0 and (version, state) != (GOOD, "OK"):
        say(f"the command said that all is well, but version {GOOD} and OK were expected")
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
