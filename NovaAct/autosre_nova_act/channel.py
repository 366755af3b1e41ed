"""The line to the parent: one JSON object a line, both ways, on a descriptor that nothing else writes to."""
import json
import os
import threading

MAXIMUM_LINE = 1 << 20


class Channel:
    """Writes are whole lines from any thread; reading is for one thread."""

    def __init__(self, descriptor):
        os.set_inheritable(descriptor, False)  # not for the browser's driver
        self._descriptor = descriptor
        self._lock = threading.Lock()
        self._pending = b""

    def send(self, message, /, **members):
        line = json.dumps({"type": message, **members}, ensure_ascii=True).encode() + b"\n"
        if len(line) > MAXIMUM_LINE:
            raise ValueError("a message of more than 1 MiB")
        with self._lock:
            while line:
                line = line[os.write(self._descriptor, line):]

    def receive(self):
        """The next message; None where the parent is gone or does not speak this protocol."""
        while b"\n" not in self._pending:
            part = os.read(self._descriptor, 1 << 16)
            if not part or len(self._pending) > MAXIMUM_LINE:
                return None
            self._pending += part
        line, self._pending = self._pending.split(b"\n", 1)
        try:
            message = json.loads(line)
        except ValueError:
            return None
        return message if isinstance(message, dict) else None
