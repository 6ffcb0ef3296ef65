"""The application: routes, errors and what they share."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from starlette.types import ASGIApp

from service.web import api, batch, description, images, operations, organisations, png, problems, refresh, shields
from service.web.edge import Edge
from service.web.gate import Gate
from service.web.hosts import HostCheck
from service.web.locked import locked
from service.web.logs import RequestLog
from service.web.pages import routes
from service.web.security import SecurityHeaders
from service.web.state import Services


def create_service(services: Services) -> ASGIApp:
    """The whole service: the edge, and the application behind it; in front of both a gate, if there are keys."""
    services.scorer.changed = services.drawings.forget
    edge = Edge(SecurityHeaders(RequestLog(HostCheck(create_app(services)))), services.drawings, services.metrics.edge)
    services.metrics.before_reading = edge.tell
    if not services.settings.keys:
        return edge
    refuse = SecurityHeaders(RequestLog(HostCheck(locked(services.metrics.image))))
    return Gate(edge, refuse, services.settings.keys)


def create_app(services: Services) -> FastAPI:
    """The application behind the edge."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        telling = asyncio.create_task(services.metrics.keep_telling())
        yield
        telling.cancel()
        if services.organisations:
            await services.organisations.close()
        await services.scorer.close()

    app = FastAPI(
        title="Still Engineering",
        summary="How hands-on has an engineer been lately? An explained score from the GitHub API.",
        version=version("still-engineering"),
        license_info={"name": "MIT", "identifier": "MIT"},
        lifespan=lifespan,
        docs_url=None,  # FastAPI's own page loads scripts from elsewhere; pages/reference.py is ours
        redoc_url=None,
    )
    app.state.services = services
    problems.install(app)
    routes.install(app)
    for router in (api.router, batch.router, refresh.router):
        app.include_router(router)
    for router in (organisations.router, shields.router, png.router, images.router):  # the last takes every other path
        app.include_router(router)
    app.include_router(operations.router)
    description.install(app)
    return app
