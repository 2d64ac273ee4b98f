"""A server as a user of Portcullis may have one."""

import asyncio

from fastapi import FastAPI
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

app = FastAPI()


class Features(BaseModel):
    values: list[float]


@app.post("/score")
def score(features: Features):
    return {"score": sum(features.values)}


@app.get("/items/{item_id}")
def item(item_id: int, unit: str = "pieces"):
    return {"item": item_id, "unit": unit}


@app.post("/slow")
async def slow():
    await asyncio.sleep(600)
    return {"slow": True}


@app.get("/truncated")
def truncated():
    """Announces more than it sends."""
    body = iter([b'{"cut":'])
    headers = {"content-length": "1000"}
    return StreamingResponse(body, media_type="application/json", headers=headers)


@app.get("/hidden", include_in_schema=False)
def hidden():
    return {"hidden": True}
