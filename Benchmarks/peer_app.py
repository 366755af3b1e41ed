"""The peer of the dashboard's figures: the same routes with the same answers, as one would write them with FastAPI.

PEER_ANSWERS names a file with the dashboard's own answers, so that both sides send the same bytes; the Deployments page
is rendered with Jinja2 from the same data. What the dashboard does besides is left out here, which favours the peer: its
security headers, and the shop that it works its data out from.
"""

import datetime
import json
import os
import pathlib

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

with open(os.environ["PEER_ANSWERS"], encoding="utf-8") as file:
    ANSWERS = json.load(file)

SERVICE = ANSWERS["service"]
for deployment in SERVICE["deployments"]:
    deployment["at"] = datetime.datetime.fromisoformat(deployment["timestamp"].replace("Z", "+00:00"))
READY = sum(instance["status"] == "running" for instance in SERVICE["instances"])
TABS = [
    ("", "Overview"), ("/deployments", "Deployments"), ("/instances", "Instances"), ("/scaling", "Scaling"),
    ("/pool", "Database pool"), ("/logs", "Logs")]

app = FastAPI()
templates = Jinja2Templates(directory=pathlib.Path(__file__).parent / "templates")


def age(since, until):
    seconds = int((until - since).total_seconds())
    for unit, name in ((86_400, "days"), (3600, "h"), (60, "min")):
        if seconds >= 2 * unit or unit == 60:
            return f"{seconds // unit} {name}"


@app.get("/api/services")
async def services():
    return {"services": ANSWERS["services"]}


@app.get("/", response_class=HTMLResponse)
async def login_page():
    return ANSWERS["page"]


@app.get("/services/checkout/deployments", response_class=HTMLResponse)
async def deployments_page(request: Request):
    context = {
        "id": SERVICE["id"], "title": SERVICE["name"], "status": SERVICE["status"], "tabs": TABS, "ready": READY,
        "instances": len(SERVICE["instances"]), "deployments": SERVICE["deployments"], "age": age,
        "now": datetime.datetime.now(datetime.timezone.utc)}
    return templates.TemplateResponse(request, "deployments.html", context)
