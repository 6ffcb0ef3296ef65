"""The application: routes, errors and what they share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI

from service.web import api, images, problems
from service.web.state import Services


def create_app(services: Services) -> FastAPI:
    """The service as an ASGI application."""

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
    app.include_router(api.health)
    return app
