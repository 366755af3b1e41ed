#!/bin/sh
# What make demo-aws runs against the AWS of this machine: one run, its post-mortem as a page, and what left the machine.
# usage: local_aws.py heal-local.sh AUTOSRE
set -eu
autosre=$1
LOG_STORAGE_DATA_DIR=${LOG_STORAGE_DATA_DIR:-autosre-demo-aws-$(date -u +%Y%m%dT%H%M%SZ)}
export LOG_STORAGE_DATA_DIR
code=0
"$autosre" run || code=$?
run=$("$autosre" incidents --output json | sed -n '1s/.*"run":"\([^"]*\)".*/\1/p')
if [ -n "$run" ]; then
    "$autosre" report "$run" --format html --output "$LOG_STORAGE_DATA_DIR/report.html"
    echo "What left this machine:"
    "$autosre" egress "$run"
    echo "Post-mortem: $LOG_STORAGE_DATA_DIR/report.html"
fi
exit "$code"
