"""For those who run the service: alive, ready, and what happened."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from service.web.state import services_of

router = APIRouter(tags=["operations"])

_UNSTORED = {"Cache-Control": "no-store"}
_PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/healthz")
async def healthz() -> JSONResponse:
    """The process is alive."""
    return JSONResponse({"status": "ok"}, headers=_UNSTORED)


@router.get("/readyz")
async def readyz(request: Request) -> JSONResponse:
    """What this process has to work with; ready even without budget, because what is known is still served."""
    services = services_of(request)
    left = services.left()
    body = {
        "status": "ok",
        "github_budget_left": None if left is None else round(left, 3),
        "waiting": services.scorer.waiting,
    }
    return JSONResponse(body, headers=_UNSTORED)


@router.get("/metrics", response_class=Response, responses={200: {"content": {_PROMETHEUS: {}}}})
async def metrics(request: Request) -> Response:
    """Counts in Prometheus's text format."""
    return Response(services_of(request).metrics.text(), media_type=_PROMETHEUS, headers=_UNSTORED)
