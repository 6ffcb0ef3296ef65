"""The service over the demo, for every test of a page."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from httpx import AsyncClient
from playwright.async_api import Browser

from tests.service.web.browsing import chromium, listening
from tests.service.web.demo_application import Running, client_of, running_demo


@pytest.fixture
async def demo() -> AsyncIterator[Running]:
    """The service over the demo, with an empty store."""
    async with running_demo() as running:
        yield running


@pytest.fixture
async def visitor(demo: Running) -> AsyncIterator[AsyncClient]:
    """Somebody with a browser."""
    async with client_of(demo) as client:
        yield client


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage() -> AsyncIterator[Running]:
    """The service over the demo, shared by the browser tests of one module."""
    async with running_demo() as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(stage: Running) -> AsyncIterator[str]:
    """The address of that service."""
    async with listening(stage.app) as address:
        yield address


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium."""
    async with chromium() as found:
        yield found
