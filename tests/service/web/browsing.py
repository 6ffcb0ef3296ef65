"""A real browser and a real server for it, both in the event loop of the tests."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

import uvicorn
from playwright.async_api import Browser, BrowserContext, Page, Request, async_playwright, expect
from starlette.types import ASGIApp

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
"""The browser; a machine without one cannot say that the pages work, so its absence is a failure."""
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PATIENCE = 15_000
"""Milliseconds, for a machine that has much else to do."""
expect.set_options(timeout=_PATIENCE)
AXE = (files("axe_playwright_python") / "axe.min.js").read_text("utf-8")
"""https://github.com/dequelabs/axe-core, MPL-2.0."""


@asynccontextmanager
async def listening(app: ASGIApp) -> AsyncIterator[str]:
    """Serve an application on a free port; gives its address."""
    # It listens from here on, so that whoever comes before the server has started only waits.
    with socket.create_server(("127.0.0.1", 0)) as free:
        config = uvicorn.Config(app, log_config=None, lifespan="off", ws="none", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve([free]))
        yield f"http://127.0.0.1:{free.getsockname()[1]}"
        server.should_exit = True
        await serving


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A headless Chromium."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=_QUIET)
        yield browser
        await browser.close()


@dataclass
class Visit:
    """One visitor with a fresh profile.

    Attributes:
        requests: everything the browser asked any server for.
        complaints: what it wrote to its console or threw.
    """

    page: Page
    context: BrowserContext
    requests: list[Request] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@asynccontextmanager
async def visiting(browser: Browser, site: str, **options: Any) -> AsyncIterator[Visit]:  # noqa: ANN401 - Playwright's own
    """A visitor of the site; `options` are those of Playwright's `new_context`."""
    context = await browser.new_context(base_url=site, **options)
    context.set_default_timeout(_PATIENCE)
    visit = Visit(await context.new_page(), context)
    visit.page.on("request", lambda request: visit.requests.append(request))  # noqa: PLW0108 - Playwright marks it
    visit.page.on("console", lambda message: visit.complaints.append(message.text))
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    yield visit
    await context.close()


async def violations(page: Page, *rules: str) -> list[str]:
    """What axe-core finds wrong with the page as it is now, by every rule it has or by these alone."""
    await page.evaluate(AXE)
    only = {"runOnly": rules} if rules else {}
    found = await page.evaluate("async (only) => (await axe.run(only)).violations", only)
    return [f"{each['id']}: {node['html'][:120]}" for each in found for node in each["nodes"]]


async def too_wide(page: Page) -> int:
    """By how many pixels the page can be scrolled sideways."""
    root = "document.documentElement"
    return int(await page.evaluate(f"{root}.scrollWidth - {root}.clientWidth"))
