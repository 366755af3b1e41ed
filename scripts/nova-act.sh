#!/bin/sh
# Makes the Python environment of Nova Act's side-car, which AutoSRE finds in NovaAct/ of its checkout.
# usage: scripts/nova-act.sh [FOLDER]    FOLDER: make a copy of the side-car there instead, for AUTOSRE_NOVA_ACT_DIR
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)/NovaAct
target=${1:-$here}
python=${PYTHON:-python3}

if [ "$target" != "$here" ]; then
    mkdir -p "$target"
    target=$(cd "$target" && pwd)
    cp "$here/requirements.txt" "$target/"
    rm -rf "$target/autosre_nova_act"
    cp -R "$here/autosre_nova_act" "$target/"
fi
stamp="$target/venv/requirements.txt"
if [ -x "$target/venv/bin/python" ] && cmp -s "$target/requirements.txt" "$stamp"; then
    exit 0
fi
echo "Making $target/venv (about 280 MB, once)" >&2
"$python" -m venv --clear "$target/venv"
# The browser is this machine's Chromium; the SDK's own need not be downloaded.
NOVA_ACT_SKIP_PLAYWRIGHT_INSTALL=1 PIP_DISABLE_PIP_VERSION_CHECK=1 \
    "$target/venv/bin/python" -m pip install --quiet --requirement "$target/requirements.txt" >&2
cp "$target/requirements.txt" "$stamp"
