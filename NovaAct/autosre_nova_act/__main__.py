"""Run by AutoSRE as `python -I -B …/autosre_nova_act/__main__.py DESCRIPTOR`, with a private folder as HOME."""
import os
import platform
import sys
from importlib import metadata

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from autosre_nova_act import PROTOCOL, channel, job, lifeline  # noqa: E402


def version():
    try:
        return metadata.version("nova-act")
    except metadata.PackageNotFoundError:
        return None


def main():
    os.chdir(os.environ["HOME"])
    line = channel.Channel(int(sys.argv[1]))
    os.dup2(2, 1)  # the SDK prints on stdout
    line.send("hello", protocol=PROTOCOL, sdk=version(), python=platform.python_version())
    order = line.receive()
    if order is None or order.get("type") != "run":
        return 1
    lifeline.hold(line)
    job.run(order, line)
    return 0


if __name__ == "__main__":
    sys.stdout.flush()
    code = main()
    sys.stdout.flush()
    os._exit(code)  # threads of the SDK would keep it
