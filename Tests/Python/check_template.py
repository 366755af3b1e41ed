"""Checks examples/aws-demo/template.yaml as far as this machine can, and says what it found as JSON.

usage: check_template.py TEMPLATE

AWS's own resource schemas (cfn-lint), a stack on moto, and the function's code in both releases. moto 5.2.5 knows
neither aliases nor alarms in CloudFormation: those two rest on the schemas alone.
"""

import json
import logging
import os
import subprocess
import sys
import types
import warnings

import boto3
from moto import mock_aws


def lint(path):
    command = [os.path.join(os.path.dirname(sys.executable), "cfn-lint"), path]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    return (done.stdout + done.stderr).strip()


@mock_aws
def deploy(template):
    def client(name):
        return boto3.client(name, region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="y")

    stacks, functions, policies = client("cloudformation"), client("lambda"), client("iam")
    stacks.create_stack(
        StackName="demo", TemplateBody=template, Capabilities=["CAPABILITY_IAM"],
        Parameters=[{"ParameterKey": "Release", "ParameterValue": "bad"}])
    stack = stacks.describe_stacks(StackName="demo")["Stacks"][0]
    outputs = {item["OutputKey"]: item["OutputValue"] for item in stack["Outputs"]}
    arn = outputs["AgentPolicy"]
    default = policies.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
    document = policies.get_policy_version(PolicyArn=arn, VersionId=default)["PolicyVersion"]["Document"]
    return {
        "status": stack["StackStatus"],
        "function": functions.get_function(FunctionName=outputs["Function"])["Configuration"]["Handler"],
        "statements": document["Statement"],
    }


def call(template, release):
    """The handler's answer, or the error that it raises."""
    lines = template.split("ZipFile: |\n", 1)[1].split("\n  #", 1)[0].splitlines()
    code = "\n".join(line[10:] for line in lines)
    os.environ["RELEASE"] = release
    space = {"__name__": "index"}
    exec(compile(code, "index.py", "exec"), space)
    try:
        return space["handler"]({"order": 1}, types.SimpleNamespace(function_version="1"))
    except Exception as error:
        return type(error).__name__


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    with open(sys.argv[1]) as file:
        text = file.read()
    print(json.dumps({
        "lint": lint(sys.argv[1]), "stack": deploy(text), "good": call(text, "good"), "bad": call(text, "bad")}))
