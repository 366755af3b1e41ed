"""The peer of the dashboard's figures: the same two routes with the same answers, as one would write them with FastAPI.

PEER_ANSWERS names a file with the dashboard's own answers, so that both sides send the same bytes.
The dashboard's security headers are left out here, which favours the peer.
"""

import json
import os

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

with open(os.environ["PEER_ANSWERS"], encoding="utf-8") as file:
    ANSWERS = json.load(file)

app = FastAPI()


@app.get("/api/services")
async def services():
    return {"services": ANSWERS["services"]}


@app.get("/", response_class=HTMLResponse)
async def login_page():
    return ANSWERS["page"]
