#!/bin/sh
# Measures the release binary and the peers beside it, and prints a table with the command behind each figure.
# usage: make bench, or Benchmarks/run.sh after `make build` and `scripts/deps.sh bench`
#   BENCH_ROUNDS=3    rounds of load for each server      BENCH_SECONDS=5   seconds of each
#   BENCH_RUNS=20     runs behind each median             BENCH_BUILD=1     time a clean release build too (minutes)
#   BENCH_DATA=DIR    labelled incidents and logs, unpacked (it says how to get them where they are missing)
#   BENCH_BROWSER_RUNS=9   runs in a browser              BENCH_CLICK_ROUNDS=9   rounds of clicks beside selenium
# No figure fails the run: it fails only where something could not be measured.
set -eu
cd "$(dirname "$0")/.."

binary=.build/release/autosre
venv=.build/bench-venv
if [ ! -x "$binary" ]; then
    echo "There is no $binary: run make build first." >&2
    exit 1
fi
for command in python3 wrk chromedriver; do
    if ! command -v "$command" >/dev/null 2>&1; then
        echo "There is no $command: scripts/deps.sh bench installs it, or names what is missing." >&2
        exit 1
    fi
done
# uvicorn[standard] brings uvloop and httptools: the fastest set-up that uvicorn's own documents recommend.
if ! "$venv/bin/python" -c 'import fastapi, httptools, jinja2, selenium, uvicorn, uvloop' 2>/dev/null; then
    echo "Installing FastAPI, Jinja2, uvicorn and selenium into $venv" >&2
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check fastapi jinja2 selenium \
        'uvicorn[standard]' >&2
fi

scripts/peers.sh || echo "The log miners to measure beside cannot be installed." >&2

exec python3 -B Benchmarks/bench.py "$PWD"
