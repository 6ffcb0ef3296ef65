"""A private service tells nothing about anybody to those without a key, and shares nothing with caches."""

import base64
from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.evidence import Login
from service.signing import Linked, signed_path
from service.web.app import create_service
from service.web.edge import Edge
from service.web.gate import key_of, private_headers
from service.web.state import Services
from tests.fakes import FakeClock, FakeSource, somebody
from tests.service.web.application import serving

Web = tuple[AsyncClient, Services]
KEY, OTHER = "correct-horse-battery", "staple-of-the-second"
BEARER = {"Authorization": f"Bearer {KEY}"}
IMAGES = ("/badge/ada.svg", "/card/ada.svg", "/badge/ada.png", "/card/ada.png", "/badge/org/acme.svg", "/badge/ada")
PROGRAMS = (
    "/api/v1/users/ada",
    "/api/v1/users?login=ada",
    "/api/v1/orgs/acme",
    "/metrics",
    "/openapi.json",
    "/docs",
    "/robots.txt",
    "/static/style.css",
    "/sample/badge.svg",
    "/nothing-here",
)
PAGES = ("/", "/?login=ada", "/u/ada", "/methodology", "/docs")
BADGE = signed_path(KEY, Linked.BADGE, Login("ada"))


def basic(password: str, user: str = "me") -> dict[str, str]:
    """The header of HTTP Basic."""
    return {"Authorization": f"Basic {base64.b64encode(f'{user}:{password}'.encode()).decode()}"}


@pytest.fixture
async def web(source: FakeSource, clock: FakeClock) -> AsyncIterator[Web]:
    source.outcomes = {"ada": somebody("ada"), "bob": somebody("bob")}
    async with serving(source, clock, environ={"ACCESS_KEYS": f"{KEY},{OTHER}"}) as running:
        yield running


@pytest.mark.parametrize("path", IMAGES)
async def test_an_image_without_a_key_says_that_it_is_private(web: Web, source: FakeSource, path: str) -> None:
    await web[0].get(path, headers=BEARER)
    asked = list(source.asked)

    answer = await web[0].get(path)

    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.headers["x-badge-status"] == "bad-request"
    assert answer.headers["cache-control"].startswith("private, max-age=300")
    assert "private" in answer.text
    assert "hands-on" not in answer.text
    assert "ada" not in answer.text
    assert source.asked == asked


async def test_the_badge_for_shields_says_so_too(web: Web) -> None:
    answer = await web[0].get("/badge/ada.json")

    assert (answer.status_code, answer.json()["message"], answer.json()["isError"]) == (200, "private", True)


@pytest.mark.parametrize("path", PROGRAMS)
async def test_programs_without_a_key_are_refused(web: Web, path: str) -> None:
    answer = await web[0].get(path)

    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert answer.headers["www-authenticate"].startswith('Bearer realm="')
    assert answer.headers["cache-control"].startswith("private")


@pytest.mark.parametrize("path", PAGES)
async def test_browsers_are_asked_for_the_key(web: Web, path: str) -> None:
    answer = await web[0].get(path, headers={"Accept": "text/html"})

    assert (answer.status_code, answer.headers["www-authenticate"].split()[0]) == (401, "Basic")
    assert "This service is private" in answer.text
    assert "ada" not in answer.text.replace("adapt", "")


@pytest.mark.parametrize("verb", ["POST", "PUT", "DELETE", "OPTIONS"])
async def test_no_verb_leads_around_the_gate(web: Web, source: FakeSource, verb: str) -> None:
    for path in ("/api/v1/users/ada/refresh", "/u/ada/refresh", BADGE):
        assert (await web[0].request(verb, path)).status_code == 401

    assert source.asked == []


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
async def test_load_balancers_need_no_key(web: Web, path: str) -> None:
    assert (await web[0].get(path)).status_code == 200


@pytest.mark.parametrize("headers", [BEARER, {"Authorization": f"bearer {OTHER}"}, basic(KEY), basic(OTHER, "")])
@pytest.mark.parametrize(
    "path", ["/api/v1/users/ada", "/u/ada", "/badge/ada.svg", "/metrics", "/openapi.json", "/docs"]
)
async def test_every_key_opens_everything(web: Web, headers: dict[str, str], path: str) -> None:
    answer = await web[0].get(path, headers=headers)

    assert answer.status_code == 200
    assert answer.headers["cache-control"].startswith("private")
    assert "public" not in answer.headers["cache-control"]
    assert "s-maxage" not in answer.headers["cache-control"]
    assert "Authorization" in answer.headers["vary"]


@pytest.mark.parametrize(
    "header",
    ["", "Bearer", f"Bearer {KEY}x", f"Bearer {KEY[:-1]}", f"Token {KEY}", "Basic !!!", f"Basic {KEY}", "Basic Zm9v"],
)
async def test_nothing_else_does(web: Web, header: str) -> None:
    assert (await web[0].get("/api/v1/users/ada", headers={"Authorization": header})).status_code == 401


@pytest.mark.parametrize("suffix", ["", "&style=social", "&theme=dark"])
async def test_a_signed_link_opens_its_badge_in_any_look_again_and_again(web: Web, suffix: str) -> None:
    for _ in range(2):
        answer = await web[0].get(BADGE + suffix)

        assert answer.headers["x-badge-status"] == "ok"
        assert "hands-on" in answer.text
        assert answer.headers["cache-control"].startswith("private, max-age=3600")


async def test_a_signed_link_opens_nothing_but_its_badge(web: Web) -> None:
    query = BADGE.partition("?")[2]

    for path in ("/badge/bob.svg", "/card/ada.svg", "/badge/org/ada.svg"):
        assert (await web[0].get(f"{path}?{query}")).headers["x-badge-status"] == "bad-request"
    for path in ("/u/ada", "/api/v1/users/ada"):
        assert (await web[0].get(f"{path}?{query}")).status_code == 401
    assert (await web[0].get(f"/badge/ADA.json?{query}")).json()["message"].startswith("hands-on")


async def test_two_signatures_an_endless_query_or_no_login_open_nothing(web: Web) -> None:
    query = BADGE.partition("?")[2]

    for path in (f"/badge/-no-login-.svg?{query}", f"{BADGE}&{query}", f"{BADGE}&x={'y' * 2000}", BADGE + "&a=b" * 60):
        assert (await web[0].get(path)).headers["x-badge-status"] == "bad-request"


async def test_a_drawing_that_the_edge_knows_is_not_sent_without_a_key(web: Web) -> None:
    for _ in range(2):
        await web[0].get("/badge/ada.svg", headers=BEARER)

    assert len(web[1].drawings) == 1
    assert "hands-on" not in (await web[0].get("/badge/ada.svg")).text


async def test_who_knows_a_version_is_not_told_that_it_still_holds(web: Web) -> None:
    known = (await web[0].get("/badge/ada.svg", headers=BEARER)).headers["etag"]

    assert (await web[0].get("/badge/ada.svg", headers={"If-None-Match": known})).status_code == 200


async def test_a_private_image_has_a_validator_of_its_own(web: Web) -> None:
    first = await web[0].get("/badge/ada.svg")

    assert (await web[0].get("/badge/ada.svg", headers={"If-None-Match": first.headers["etag"]})).status_code == 304


@pytest.mark.parametrize(
    ("site", "mode", "status"),
    [
        ("cross-site", "no-cors", "bad-request"),
        ("same-site", "no-cors", "bad-request"),
        ("cross-site", "navigate", "ok"),
        ("same-origin", "no-cors", "ok"),
    ],
)
async def test_another_sites_page_may_not_use_the_password_of_its_visitor(
    web: Web, site: str, mode: str, status: str
) -> None:
    fetched = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode}

    answer = await web[0].get("/badge/ada.svg", headers={**basic(KEY), **fetched})

    assert answer.headers["x-badge-status"] == status


async def test_the_builder_of_a_private_service_signs_its_snippets(web: Web) -> None:
    page = (await web[0].get("/?login=ada", headers=BEARER)).text

    assert BADGE in page
    assert KEY not in page


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60), st.binary(max_size=60))
def test_any_bytes_as_credentials_are_read_without_a_fault(value: bytes, site: bytes) -> None:
    assert isinstance(key_of({b"authorization": b"Basic " + value, b"sec-fetch-site": site}), bytes)


def test_what_shared_caches_were_told_is_taken_back() -> None:
    given_headers = [(b"Cache-Control", b"public, max-age=5, s-maxage=9"), (b"vary", b"Accept"), (b"etag", b"1")]

    assert private_headers(given_headers) == [
        (b"etag", b"1"),
        (b"cache-control", b"private, max-age=5"),
        (b"vary", b"Accept, Authorization"),
    ]


async def test_without_keys_there_is_no_gate_at_all(source: FakeSource, clock: FakeClock) -> None:
    async with serving(source, clock) as (_, services):
        assert type(create_service(services)) is Edge
