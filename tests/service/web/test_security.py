"""Every answer says what browsers may do with it, whatever it is."""

import re
from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient, Response
from starlette.routing import Match, Route

from service.web.app import create_app
from service.web.hosts import is_good
from service.web.refusals import STATUSES, refusal
from service.web.security import missing
from tests.service.web.demo_application import Running, client_of, running_demo

DIRECTIVES = ("default-src 'none'", "frame-ancestors 'none'")
ROUTES = [
    *(("GET", path) for path in ("/", "/?login=daily-dana", "/docs", "/methodology", "/u/daily-dana", "/u/x--y!")),
    *(
        ("GET", path)
        for path in ("/openapi.json", "/healthz", "/readyz", "/metrics", "/robots.txt", "/static/style.css")
    ),
    *(
        ("GET", path)
        for path in ("/api/v1/users/daily-dana", "/api/v1/users/-", "/api/v1/users", "/api/v1/users?login=a")
    ),
    *(("GET", path) for path in ("/api/v1/orgs/orchard-labs", "/nowhere", "/healthz/", "/static/nothing.js", "/docs/")),
    *(("GET", path) for path in ("/api/v1/orgs/dependabot%5Bbot%5D", "/api/v1/users/nobody-here")),
    *(("POST", path) for path in ("/healthz", "/badge/daily-dana.svg", "/u/daily-dana/refresh", "/docs")),
    ("POST", "/api/v1/users/daily-dana/refresh"),
    ("HEAD", "/"),
    ("OPTIONS", "/api/v1/users/daily-dana"),
]
IMAGES = (
    "/badge/daily-dana.svg",
    "/card/daily-dana.svg",
    "/badge/-.svg",
    "/badge/nowhere",
    "/badge/org/orchard-labs.svg",
    "/badge/daily-dana.png",
    "/card/daily-dana.png",
    "/badge/daily-dana.json",
    "/badge/daily-dana.svg?style=none",
)
SAMPLES = ("/sample/badge.svg", "/sample/card.svg?label=x")


@pytest.fixture
async def program() -> AsyncIterator[AsyncClient]:
    """A program that asks, not a browser."""
    async with running_demo() as running, client_of(running) as client:
        client.headers["Accept"] = "*/*"
        yield client


def always(response: Response) -> None:
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert "server" not in response.headers
    assert all(len(response.headers.get_list(name)) == 1 for name in ("referrer-policy", "content-security-policy"))


@pytest.mark.parametrize(("method", "path"), ROUTES)
async def test_no_answer_may_be_framed_or_load_what_it_does_not_name(
    program: AsyncClient, visitor: AsyncClient, method: str, path: str
) -> None:
    for client in (program, visitor):
        response = await client.request(method, path)

        always(response)
        policy = response.headers["content-security-policy"]
        assert all(directive in policy for directive in DIRECTIVES)
        assert response.status_code < 500


@pytest.mark.parametrize("path", IMAGES)
async def test_an_image_may_stand_anywhere_and_runs_nothing(program: AsyncClient, path: str) -> None:
    first = await program.get(path)
    again = await program.get(path)
    known = await program.get(path, headers={"If-None-Match": first.headers["etag"]})

    for response in (first, again, known):
        always(response)
        policy = response.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'")
        assert "script" not in policy
        assert response.headers["cross-origin-resource-policy"] == "cross-origin"
    assert (first.status_code, known.status_code) == (200, 304)


@pytest.mark.parametrize("path", SAMPLES)
async def test_a_sample_is_for_the_builder_alone(program: AsyncClient, path: str) -> None:
    response = await program.get(path)

    always(response)
    assert response.headers["cross-origin-resource-policy"] == "same-origin"
    assert response.headers["content-security-policy"].startswith("default-src 'none'")


async def test_a_page_keeps_to_itself(visitor: AsyncClient) -> None:
    response = await visitor.get("/")

    assert response.headers["cross-origin-opener-policy"] == "same-origin"
    assert response.headers["cross-origin-resource-policy"] == "same-origin"
    assert "camera=()" in response.headers["permissions-policy"]
    assert "unsafe" not in response.headers["content-security-policy"]


async def test_an_unchanged_page_says_the_same(visitor: AsyncClient) -> None:
    first = await visitor.get("/methodology")
    again = await visitor.get("/methodology", headers={"If-None-Match": first.headers["etag"]})

    assert again.status_code == 304
    always(again)
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]


def test_what_a_route_chose_is_left_alone() -> None:
    assert [name for name, _ in missing([b"Content-Security-Policy", b"x"])] == [
        b"x-content-type-options",
        b"referrer-policy",
    ]


@pytest.mark.parametrize("status", sorted(STATUSES))
def test_what_the_application_never_sees_is_refused_as_strictly(status: int) -> None:
    head, _, body = refusal(status).partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)

    assert first.startswith(f"HTTP/1.1 {status} ")
    assert int(headers["content-length"]) == len(body)
    assert headers["cache-control"] == "no-store"
    assert headers["connection"] == "close"
    assert headers["x-content-type-options"] == "nosniff"
    assert re.search(r"frame-ancestors 'none'", headers["content-security-policy"])


@pytest.mark.parametrize("host", ["badges.example", "localhost:8000", "127.0.0.1", "[::1]:80", "my_service", "A.b-c.D"])
def test_a_host_is_a_name_or_an_address(host: str) -> None:
    assert is_good([(b"host", host.encode())], "1.1")


@pytest.mark.parametrize("host", ["", "a b", "[", "a/b", "a@b", "x?y", "a:b", "x:999999", "<script>", "\u00fc", "a,b"])
def test_anything_else_is_no_host(host: str) -> None:
    assert not is_good([(b"host", host.encode())], "1.1")


def test_a_host_is_named_once() -> None:
    assert not is_good([(b"host", b"a"), (b"host", b"a")], "1.1")
    assert not is_good([], "1.1")
    assert is_good([], "1.0")


async def test_a_bad_host_is_refused_before_anything_is_made_of_it(demo: Running) -> None:
    async with client_of(demo) as client:
        response = await client.get("/", headers={"Host": "evil<script>"})

    assert response.status_code == 400
    assert response.headers["content-type"] == "application/problem+json"
    assert "evil" not in response.text


async def test_every_route_is_among_those_that_were_asked(demo: Running) -> None:
    app = create_app(demo.services)
    asked = [
        (method, path.partition("?")[0]) for method, path in (*ROUTES, *(("GET", path) for path in IMAGES + SAMPLES))
    ]
    scopes = [{"type": "http", "method": method, "path": path, "root_path": ""} for method, path in asked]

    included = (getattr(each, "original_router", None) for each in app.routes)
    routes = [*app.routes, *(route for router in included if router for route in router.routes)]
    known = [route for route in routes if isinstance(route, Route)]

    missed = [route.path for route in known if not any(route.matches(scope)[0] is Match.FULL for scope in scopes)]

    assert len(known) > 20
    assert missed == []
