"""The service asks GitHub and nobody else, whatever address somebody names."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote

import httpx
import pytest

from tests.github_stub import GitHubStub
from tests.integration.program import Serving

NAMES = (
    *("logo", "label", "color", "labelColor", "logoColor", "theme", "style", "locale", "login", "url", "v", "sig"),
    *("background", "redirect", "callback", "image", "link", "cacheSeconds", "metric", "hide"),
)
PATHS = (
    *("/badge/steady-sam.svg", "/card/steady-sam.svg", "/badge/steady-sam.json", "/badge/steady-sam.png", "/"),
    *(
        "/u/steady-sam",
        "/sample/badge.svg",
        "/api/v1/users/steady-sam",
        "/api/v1/users",
        "/badge/org/harbour-works.svg",
    ),
)
TOKEN = {"GITHUB_TOKEN": "ghp_outgoing"}


class Trap:
    """Listens, and counts who comes."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.visits = 0
        self._thread = threading.Thread(target=self._count, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Host and port."""
        return f"127.0.0.1:{self.socket.getsockname()[1]}"

    def _count(self) -> None:
        with suppress(OSError):
            while True:
                visitor, _ = self.socket.accept()
                self.visits += 1
                visitor.close()

    def close(self) -> None:
        """Listen no more."""
        self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()
        self._thread.join(10)


@pytest.fixture
def trap() -> Iterator[Trap]:
    """An address that nobody has a reason to ask."""
    found = Trap()
    yield found
    found.close()


def test_no_address_that_a_client_names_is_asked(github: GitHubStub, trap: Trap) -> None:
    named = [f"http://{trap.address}/x.svg", f"//{trap.address}/x", f"{trap.address}"]
    headers = dict.fromkeys(("Referer", "Origin", "X-Forwarded-Host", "X-Original-URL", "Link"), named[0])
    with (
        Serving(GITHUB_API_URL=github.url, **TOKEN) as service,
        httpx.Client(base_url=service.url, timeout=30, headers=headers) as client,
    ):
        for path in PATHS:
            for address in named:
                client.get(path, params=dict.fromkeys(NAMES, address))
                client.get(path, params={"logo": address})
                client.get(path, headers={"Host": trap.address})
        for prefix in ("/u/", "/badge/", "/api/v1/users/", "/api/v1/orgs/", "/static/"):
            client.get(prefix + quote(named[0], safe=""))
        client.post("/api/v1/users/steady-sam/refresh", json={"url": named[0]})

    assert trap.visits == 0
    assert github.journal.requests
    assert github.invalid == []


def test_a_visit_would_be_counted(trap: Trap) -> None:
    with suppress(httpx.HTTPError):
        httpx.get(f"http://{trap.address}/", timeout=30)

    assert trap.visits == 1
