"""Keeps the browser on the dashboard, and shows the parent each page that the model is about to see."""
import os
from urllib.parse import urlsplit

PICTURES = 12
PORTS = {"http": 80, "https": 443}


def origin(url):
    """Scheme, host and port; None for what is no web address."""
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (ValueError, KeyError):
        return None
    return (parts.scheme, (parts.hostname or "").lower(), port)


class Guard:
    def __init__(self, home, channel, job, folder):
        self.home, self.channel, self.job, self.folder = origin(home), channel, job, folder
        self.nova = None
        self.strayed = None
        self.pages = 0

    def __call__(self, state):
        from nova_act import GuardrailDecision

        url = state.browser_url
        if url != "about:blank" and origin(url) != self.home:
            self.strayed = url
            return GuardrailDecision.BLOCK
        self.show(url)
        return GuardrailDecision.PASS

    def show(self, url):
        """A picture that cannot be taken is none: looking is not acting."""
        picture = None
        if self.nova is not None and self.pages < PICTURES and url == self.nova.page.url:
            self.pages += 1
            name = f"page-{self.pages}.png"
            try:
                self.nova.page.screenshot(path=os.path.join(self.folder, name), timeout=3000)
                picture = name
            except Exception as problem:
                print(f"no picture: {problem}")
        self.channel.send("event", id=self.job, kind="page", text=urlsplit(url).path[:200], picture=picture)
