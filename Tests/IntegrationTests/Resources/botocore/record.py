"""Writes requests as botocore signs them, for AWSBotocoreTests.

usage: .build/python/bin/python record.py [FILE]; without FILE requests.json beside this file
"""
import json, pathlib, sys, urllib.parse
import boto3
import botocore
from botocore.awsrequest import AWSResponse
from botocore.config import Config

KEY, SECRET, TOKEN = "AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", "AQoD/token+with=signs"
ARN = "arn:aws:lambda:eu-central-1:123456789012:function:shop-fn"
out = []


class Body:
    def read(self, *a): return b"{}"
    def stream(self, **k): yield b"{}"


def call(service, operation, token=False, region="eu-central-1", **arguments):
    session = boto3.Session(KEY, SECRET, TOKEN if token else None, region_name=region)
    client = session.client(service, config=Config(retries={"max_attempts": 1}))

    def seen(request, **_):
        url = urllib.parse.urlsplit(request.url)
        headers = {k: v.decode() if isinstance(v, bytes) else str(v) for k, v in request.headers.items()}
        body = request.body or b""
        signed = headers["Authorization"].split("SignedHeaders=")[1].split(",")[0].split(";")
        headers.setdefault("Host", url.netloc)
        lower = {k.lower(): v for k, v in headers.items()}
        out.append(dict(
            operation=operation, region=region, service=headers["Authorization"].split("/")[3], method=request.method,
            path=url.path, query=urllib.parse.parse_qsl(url.query, keep_blank_values=True),
            headers=[[k, lower[k]] for k in signed if k not in ("x-amz-date", "x-amz-security-token")],
            body=body.decode() if isinstance(body, bytes) else body, token=TOKEN if token else None,
            date=lower["x-amz-date"], authorization=headers["Authorization"]))
        return AWSResponse(request.url, 200, {}, Body())

    client.meta.events.register("before-send", seen)
    try:
        getattr(client, operation)(**arguments)
    except Exception as error:  # an empty answer need not parse
        print(operation, type(error).__name__)


message = [dict(role="user", content=[dict(text="why? ü")])]
call("bedrock-runtime", "converse", region="us-east-1", modelId="us.amazon.nova-2-lite-v1:0", messages=message)
call("bedrock-runtime", "converse", token=True, messages=message,
     modelId="arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-2-lite-v1:0")
call("lambda", "get_alias", FunctionName="shop-fn", Name="live")
call("lambda", "get_alias", token=True, FunctionName=ARN, Name="live")
call("lambda", "list_versions_by_function", FunctionName="shop-fn", MaxItems=50, Marker="a/b+c =&~")
call("lambda", "update_alias", FunctionName=ARN, Name="live", FunctionVersion="2", RevisionId="r",
     RoutingConfig=dict(AdditionalVersionWeights={}))
call("logs", "filter_log_events", token=True, logGroupName="/aws/lambda/shop-fn", startTime=1, endTime=2)
call("cloudwatch", "describe_alarms", StateValue="ALARM")
call("sts", "assume_role", RoleArn="arn:aws:iam::123456789012:role/r", RoleSessionName="ops")
target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else pathlib.Path(__file__).with_name("requests.json")
target.write_text(
    json.dumps(dict(botocore=botocore.__version__, key=KEY, secret=SECRET, requests=out), indent=1) + "\n")
