"""The application: routes, errors and what they share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from service.web import api, images, operations, problems
from service.web.edge import Edge
from service.web.state import Services


def create_service(services: Services) -> Edge:
    """The whole service: the edge, and the application behind it."""
    services.scorer.changed = services.drawings.forget
    return Edge(create_app(services), services.drawings, services.metrics.edge)


def create_app(services: Services) -> FastAPI:
    """The application behind the edge."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        await services.scorer.close()

    app = FastAPI(
        title="Still Engineering",
        summary="How hands-on has an engineer been lately? An explained score from the GitHub API.",
        version=version("still-engineering"),
        license_info={"name": "MIT", "identifier": "MIT"},
        lifespan=lifespan,
        redoc_url=None,
    )
    app.state.services = services
    problems.install(app)
    app.include_router(images.router)
    app.include_router(api.router)
    app.include_router(operations.router)
    return app
