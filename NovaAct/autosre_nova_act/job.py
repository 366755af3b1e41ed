"""One job: open the dashboard in the parent's browser, let the model carry the prompt out, say what came of it."""
import logging
import os
import re

from . import failure
from .guard import Guard

STEPS = 300


CALL = re.compile(r"(?!act\()\w+\(")


class Trail(logging.Handler):
    """Hands what the model thinks and does, as the SDK traces it, to the parent."""

    def __init__(self, channel, job):
        super().__init__()
        self.channel, self.job, self.count = channel, job, 0

    def emit(self, record):
        for line in record.getMessage().splitlines():
            line = line.split("> ", 1)[-1].strip()
            if CALL.match(line) and self.count < STEPS:
                self.count += 1
                self.channel.send("event", id=self.job, kind="step", text=line[:300])


def run(order, channel):
    """Ends with exactly one `result` or `error`."""
    job, key = str(order.get("id", "")), str(order.get("key", ""))
    nova = None
    try:
        from nova_act import NovaAct  # 2 s, on a busy machine many: the parent hears `hello` before

        channel.send("event", id=job, kind="loaded", text="")
        folder = os.getcwd()
        guard = Guard(order["url"], channel, job, folder)
        trace = logging.getLogger("nova_act.trace")
        trace.addHandler(Trail(channel, job))
        os.mkdir("logs", 0o700)
        nova = NovaAct(
            nova_act_api_key=key, cdp_endpoint_url=order["browser"], cdp_use_existing_page=True,
            # Over CDP this turns off only the SDK's own look at HOST:443, which an http dashboard fails; the
            # browser goes on refusing bad certificates.
            ignore_https_errors=True,
            state_guardrail=guard, logs_directory=os.path.join(folder, "logs"), tty=False,
            ignore_screen_dims_check=True)
        nova.start()
        guard.nova = nova
        channel.send("event", id=job, kind="started", text="")
        nova.go_to_url(order["url"])
        answer = nova.act_get(
            order["prompt"], schema=order["schema"], timeout=int(order["seconds"]), max_steps=int(order["steps"]))
        channel.send("result", id=job, matches=answer.matches_schema is True, answer=answer.parsed_response,
                     steps=answer.metadata.num_steps_executed)
    except BaseException as problem:
        told = failure.describe(problem, key)
        strayed = nova is not None and guard.strayed
        if strayed:
            place = f"the browser was led away from the dashboard, to {strayed}"
            told.update(kind="strayed", retryable=False, message=place[:300])
        channel.send("error", id=job, **told)
    finally:
        # The service is told that the session is over; the parent does not wait long for it.
        try:
            if nova is not None and nova.started:
                nova.stop()
        except BaseException as problem:
            print(f"not stopped: {problem}")
