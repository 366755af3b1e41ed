#!/bin/sh
# Invokes a function through its alias once a second, and prints each answer, until it is interrupted.
# usage: traffic.sh FUNCTION [ALIAS]
set -eu
if [ $# -lt 1 ]; then
    echo "usage: $0 FUNCTION [ALIAS]" >&2
    exit 64
fi
function=$1 alias=${2:-live}
answer=$(mktemp)
trap 'rm -f "$answer"; exit 0' INT TERM
order=0
while :; do
    order=$((order + 1))
    aws lambda invoke --function-name "$function:$alias" --cli-binary-format raw-in-base64-out \
        --payload "{\"order\": $order}" "$answer" >/dev/null
    cat "$answer"
    echo
    sleep 1
done
