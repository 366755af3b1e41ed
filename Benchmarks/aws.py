"""AWS beside boto3, in the same run: signing, and a whole cycle from the alarm to the alarm being over, on moto.

The peer needs boto3 and moto: the interpreter of `.build/python`, which `make bench` makes. Called by bench.py as
`aws.py peer|sign …`: each measured part is a process of its own, so that start-up is in the figure.
"""

import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
LOCAL = HERE.parent / "examples/aws-demo"
ROUNDS = int(os.environ.get("BENCH_AWS_ROUNDS", "5"))
SIGNATURES = 20_000


# The peer: the calls that the agent makes in a cycle, in its order, with boto3.


def boto3_cycle():
    import boto3

    def client(name):
        return boto3.client(name, endpoint_url=os.environ["AWS_ENDPOINT_URL"])

    alarms, logs, functions = client("cloudwatch"), client("logs"), client("lambda")
    function, alias = os.environ["LAMBDA_FUNCTION_NAME"], os.environ["LAMBDA_ALIAS_NAME"]
    names = [os.environ["CLOUDWATCH_ALARM_NAMES"]]

    def state():
        return alarms.describe_alarms(AlarmNames=names)["MetricAlarms"][0]["StateValue"]

    assert state() == "ALARM"
    now = int(time.time() * 1000)
    logs.filter_log_events(logGroupName="/aws/lambda/" + function, startTime=now - 3_600_000, endTime=now)
    current = functions.get_alias(FunctionName=function, Name=alias)
    numbers = [item["Version"] for item in functions.list_versions_by_function(FunctionName=function)["Versions"]]
    older = max(int(n) for n in numbers if n.isdigit() and int(n) < int(current["FunctionVersion"]))
    functions.update_alias(
        FunctionName=function, Name=alias, FunctionVersion=str(older), RevisionId=current["RevisionId"],
        RoutingConfig={"AdditionalVersionWeights": {}})
    while state() != "OK":
        time.sleep(1)
    time.sleep(1)  # confirmed after a second, as the agent does it
    assert state() == "OK"


def botocore_signing(rounds):
    import datetime

    import botocore.auth
    import botocore.awsrequest
    import botocore.credentials

    moment = datetime.datetime(2026, 11, 24, 12, 0, 0, tzinfo=datetime.timezone.utc)
    botocore.auth.get_current_datetime = lambda *_: moment  # the same instant as ours, so that signatures compare
    key = botocore.credentials.Credentials("AKIDEXAMPLE", "EXAMPLESECRET")
    signer = botocore.auth.SigV4Auth(key, "bedrock", "us-east-1")
    url = "https://bedrock-runtime.us-east-1.amazonaws.com/model/us.amazon.nova-2-lite-v1%3A0/converse"
    body, last = b"a" * 8192, ""
    start = time.perf_counter()
    for _ in range(rounds):
        request = botocore.awsrequest.AWSRequest("POST", url, {"Content-Type": "application/json"}, body)
        signer.add_auth(request)
        last = request.headers["Authorization"]
    print(int(rounds / (time.perf_counter() - start)), last)


# The measurements, which bench.py asks for.


def python(bench):
    return str(bench.checkout / ".build/python/bin/python")


def signing(bench):
    """Signatures per second of one core, and whether both say the same."""
    ours, theirs = [], []
    for _ in range(3):  # taken in turn, so that the machine's mood is in both
        ours.append(rate([str(bench.checkout / ".build/release/signing-benchmark"), str(SIGNATURES)], bench))
        theirs.append(rate([python(bench), __file__, "sign", str(SIGNATURES // 5)], bench))
    if len({signature for _, signature in ours + theirs}) != 1:
        raise RuntimeError("the signatures differ")
    mine, peer = (statistics.median(value for value, _ in values) for values in (ours, theirs))
    bench.table.add(
        "SigV4 signatures/s", f"{mine:,.0f}", peer=f"botocore {peer:,.0f}", ratio=f"{mine / peer:.1f} ×",
        command=f"signing-benchmark {SIGNATURES}",
        note="Median of 3; a Converse request of 8 kB; one core; the signatures are compared and equal")


def rate(command, bench):
    out = subprocess.run(command, capture_output=True, env=bench.environment, timeout=120, check=True).stdout.decode()
    value, signature = out.strip().split(" ", 1)
    return float(value), signature


def cycle(bench):
    """Wall, CPU seconds and peak memory of one process each; moto and the alarm that follows the alias are the same."""
    local = [python(bench), str(LOCAL / "local_aws.py"), "--no-model", "--measure"]
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(measured([*local, bench.binary, "run"], bench))
        theirs.append(measured([*local, python(bench), __file__, "peer"], bench))
    for name, unit, goal in (("wall", "s", "–"), ("CPU", "s", "–"), ("peak", "MB", "–")):
        mine, peer = (statistics.median(item[name] for item in values) for values in (ours, theirs))
        bench.table.add(
            f"alarm → alias moved → OK on moto, {name}", f"{mine:.2f} {unit}", goal, f"boto3 {peer:.2f} {unit}",
            f"{peer / mine:.1f} ×", command="examples/aws-demo/local_aws.py autosre run",
            note=f"Median of {ROUNDS} processes, start-up included. Ours does the whole loop, with evidence, diagnosis, "
            "policy and report; the peer only the calls. Both read the alarm, which follows within 0.2 s, once a second, and confirm it a second later")


def measured(command, bench):
    done = subprocess.run(command, capture_output=True, env=bench.environment, cwd=bench.work, timeout=120)
    if done.returncode != 0:
        raise RuntimeError(f"{command[-1]} ended with {done.returncode}: {done.stderr.decode()[-400:]}")
    line = next(line for line in done.stderr.decode().splitlines() if line.startswith("measured: "))
    return json.loads(line.removeprefix("measured: "))


if __name__ == "__main__":
    what = sys.argv[1]
    if what == "peer":
        boto3_cycle()
    else:
        botocore_signing(int(sys.argv[2]))
