"""The edge sends what was drawn before, and nothing that has changed since."""

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

from service.errors import Paused
from service.evidence import Login
from service.web.caching import etag, matches
from service.web.drawings import Drawings, drawing_of
from service.web.state import Services
from tests.fakes import FakeClock, FakeSource, somebody
from tests.service.web.application import serving

Web = tuple[AsyncClient, Services]
ADA, BOB = Login("ada"), Login("bob")


@pytest.fixture
async def web(source: FakeSource, clock: FakeClock) -> AsyncIterator[Web]:
    source.outcomes = {"ada": somebody("ada"), "bob": somebody("bob")}
    async with serving(source, clock) as running:
        yield running


async def test_an_account_with_a_new_login_is_drawn_anew_under_the_one_that_was_asked(
    web: Web, source: FakeSource, clock: FakeClock
) -> None:
    client = web[0]
    await client.get("/badge/ada.svg")
    source.names = {somebody("ada").user_id: BOB}
    del source.outcomes["ada"]
    clock.advance(minutes=5)
    await client.post("/api/v1/users/ada/refresh")
    before = (await client.get("/badge/ada.svg")).text
    source.outcomes["bob"] = Paused("bob asked for a pause.")
    await client.post("/api/v1/users/ada/refresh")

    assert "paused" not in before
    assert (await client.get("/badge/ada.svg")).text != before


def drawn(login: Login, size: int = 100) -> object:
    return drawing_of(login, b"x" * size, {"ETag": '"1"'}, '"1"', until=0.0)


async def test_the_edge_answers_as_the_application_did(web: Web) -> None:
    first = await web[0].get("/badge/ada.svg")
    second = await web[0].get("/badge/ada.svg")

    del first.headers["x-request-id"]
    assert dict(second.headers) == dict(first.headers)
    assert second.content == first.content


async def test_a_validator_is_compared_at_the_edge_too(web: Web) -> None:
    first = await web[0].get("/badge/ada.svg")

    known = await web[0].get("/badge/ada.svg", headers={"If-None-Match": f'"other", W/{first.headers["etag"]}'})
    other = await web[0].get("/badge/ada.svg", headers={"If-None-Match": '"other"'})

    assert (known.status_code, known.content) == (304, b"")
    assert other.status_code == 200


async def test_a_new_score_replaces_all_drawings_of_its_login(web: Web, source: FakeSource) -> None:
    for path in ("/badge/ada.svg", "/badge/ada.svg?style=social", "/card/ada.svg", "/badge/bob.svg"):
        await web[0].get(path)
    source.outcomes["ada"] = somebody("ada", days=1)

    await web[1].scorer.refresh(ADA, wait=5)

    assert {key[0] for key in web[1].drawings} == {b"/badge/bob.svg"}
    assert "in touch" in (await web[0].get("/badge/ada.svg?style=social")).text


@pytest.mark.parametrize("path", ["/badge/nobody.svg?theme=none", "/badge/%3Cscript%3E.svg"])
async def test_an_error_is_drawn_anew_each_time(web: Web, path: str) -> None:
    await web[0].get(path)

    assert len(web[1].drawings) == 0


async def test_other_methods_go_on_to_the_application(web: Web) -> None:
    await web[0].get("/badge/ada.svg")

    assert (await web[0].post("/badge/ada.svg")).status_code == 405


def test_drawings_are_bounded_by_bytes() -> None:
    drawings = Drawings(10_000)

    for i in range(100):
        drawings[b"/badge/ada.svg", str(i).encode()] = drawn(ADA)  # type: ignore[assignment]

    assert 1 < len(drawings) < 6
    assert drawings.currsize <= 10_000


def test_long_keys_take_room_as_drawings_do() -> None:
    drawings, path, query = Drawings(100_000), b"/badge/" + b"%20" * 1_000 + b"ada.svg", b"x" * 2_000

    for i in range(100):
        drawings[path, b"%d" % i + query] = drawn(ADA)  # type: ignore[assignment]

    assert 1 < len(drawings) <= 100_000 // (len(path) + len(query))
    assert sum(len(path) + len(query) + len(each.body["body"]) for (path, query), each in drawings.items()) <= 100_000


def test_a_drawing_larger_than_the_room_is_not_kept() -> None:
    drawings = Drawings(1_000)

    drawings[b"/", b""] = drawn(ADA, 5_000)  # type: ignore[assignment]

    assert len(drawings) == 0


def test_how_often_a_drawing_was_sent_is_told_when_it_leaves() -> None:
    told: list[tuple[Login, int]] = []
    drawings = Drawings(100_000, sent=lambda login, hits: told.append((login, hits)))
    for login in (ADA, BOB):
        drawings[login.encode(), b""] = drawn(login)  # type: ignore[assignment]
    drawings[b"ada", b""].hits = 7

    drawings.forget(ADA)
    drawings.forget(BOB)

    assert told == [(ADA, 7)]


@given(st.lists(st.text(), min_size=1), st.lists(st.text(), min_size=1))
def test_a_validator_is_the_same_only_for_the_same_parts(one: list[str], other: list[str]) -> None:
    same = "\n".join(one) == "\n".join(other)

    assert (etag(*one) == etag(*other)) == same


@pytest.mark.parametrize(
    ("header", "known"), [(None, False), ("", False), ("*", True), ('"a"', True), ('W/"a"', True), ('"b"', False)]
)
def test_validators_are_compared_weakly(header: str | None, known: bool) -> None:  # noqa: FBT001 - a row of the table
    assert matches(header, '"a"') == known
