"""Every page's routes, and how errors look to people, for the application to take in."""

from fastapi import FastAPI

from service.web.pages import assets, builder, evidence, failures, methodology, reference, robots


def install(app: FastAPI) -> None:
    """Add the pages to an application that already answers errors for programs."""
    for module in (builder, evidence, methodology, reference, assets, robots):
        app.include_router(module.router)
    failures.install(app)
