#!/bin/sh
# Makes .build/peers, an environment with the log miners that `make bench` measures ours beside. What cannot be installed is
# named and left out: nothing needs it.
set -eu
cd "$(dirname "$0")/.."

home=.build/peers
[ -x "$home/bin/python" ] || python3 -m venv --clear "$home"
for package in logfold==0.5.0 drain3==0.9.11; do
    name=${package%%==*}
    if "$home/bin/python" -c "import $name" 2>/dev/null; then continue; fi
    echo "Installing $package into $home" >&2
    "$home/bin/python" -m pip install --quiet --disable-pip-version-check "$package" >&2 ||
        echo "$package cannot be installed: its figures will be missing." >&2
done
