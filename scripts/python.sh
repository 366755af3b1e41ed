#!/bin/sh
# Makes .build/python, an environment with the Python programs that tests hold ours against: moto's server, botocore,
# slack_sdk. Nothing of it is needed to build or to run AutoSRE. Makes it anew where the list of versions has changed.
set -eu
cd "$(dirname "$0")/.."

want=Tests/Python/requirements.txt
home=.build/python
if cmp -s "$want" "$home/installed.txt"; then exit 0; fi

scripts/deps.sh python
echo "Installing Python programs that tests use into $home" >&2
mkdir -p .build
python3 -m venv --clear "$home"
"$home/bin/python" -m pip install --quiet --disable-pip-version-check --requirement "$want" >&2
cp "$want" "$home/installed.txt"
