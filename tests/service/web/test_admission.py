"""Whoever the operator's lists leave out is asked of nobody, and told so kindly on every route."""

import asyncio
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from httpx import ASGITransport, AsyncClient

from service.admission import Admission
from service.errors import OptedOut
from service.evidence import Login
from service.web.app import create_service
from service.web.organisation_summaries import Summaries
from service.web.state import Services
from tests.fakes import FakeClock, FakeSource, somebody
from tests.service.web.application import serving
from tests.service.web.test_organisation_summaries import FakeMembers

Web = tuple[AsyncClient, Services]
LISTS = {"ALLOW_LOGINS": "ada, oona, dora", "DENY_LOGINS": "dora"}


def opted_out_until(login: str, clock: FakeClock) -> str:
    """The time that one who is denied is told."""
    settled = Admission(deny=frozenset({Login(login)})).settled(Login(login), clock())
    assert settled
    return settled.fresh_until.isoformat().replace("+00:00", "Z")


@pytest.fixture
async def web(source: FakeSource, clock: FakeClock) -> AsyncIterator[Web]:
    """A service for ada, for oona, who opted out, and for dora, who is denied."""
    source.outcomes = {login: somebody(login) for login in ("ada", "bob", "dora")}
    source.outcomes["oona"] = OptedOut.of("oona")
    async with serving(source, clock, environ=LISTS) as running:
        yield running


async def test_who_is_on_the_list_is_served(web: Web) -> None:
    assert (await web[0].get("/badge/ADA.svg")).headers["x-badge-status"] == "ok"


@pytest.mark.parametrize("path", ["/badge/bob.svg", "/card/bob.svg", "/badge/Bob.png", "/badge/bob.json"])
async def test_an_image_says_that_somebody_is_not_served_here(web: Web, source: FakeSource, path: str) -> None:
    answer = await web[0].get(path, follow_redirects=True)

    assert (answer.status_code, answer.headers["x-badge-status"]) == (200, "bad-request")
    assert answer.headers["cache-control"].startswith("public, max-age=300,")
    assert "not served here" in answer.text or answer.headers["content-type"] == "image/png"
    assert source.asked == []


@pytest.mark.parametrize(
    ("verb", "path"), [("GET", "/api/v1/users/bob"), ("POST", "/api/v1/users/bob/refresh"), ("GET", "/u/bob")]
)
async def test_programs_and_people_are_told_in_a_sentence(web: Web, source: FakeSource, verb: str, path: str) -> None:
    answer = await web[0].request(verb, path)

    assert answer.status_code == 403
    assert "This service answers for the people on its list, and this login is not on it." in answer.text
    assert source.asked == []


async def test_a_batch_tells_it_of_each_login(web: Web) -> None:
    users = (await web[0].get("/api/v1/users?login=ada&login=bob&login=dora")).json()["users"]

    assert [user["status"] for user in users] == ["ok", "bad-request", "opted-out"]


@pytest.mark.parametrize("path", ["/badge/{}.svg", "/card/{}.svg", "/badge/{}.json"])
async def test_who_is_denied_looks_like_one_who_opted_out(web: Web, source: FakeSource, path: str) -> None:
    denied, opted_out = [await web[0].get(path.format(login)) for login in ("dora", "oona")]

    assert denied.text.replace("dora", "oona") == opted_out.text
    for name in ("x-badge-status", "cache-control", "content-type"):
        assert denied.headers[name] == opted_out.headers[name]
    assert "dora" not in source.asked


@pytest.mark.parametrize("verb", ["GET", "POST"])
async def test_no_time_tells_who_is_denied_from_who_opted_out(web: Web, clock: FakeClock, verb: str) -> None:
    path = "/api/v1/users/{}" if verb == "GET" else "/api/v1/users/{}/refresh"
    await web[0].get(path.format("oona"))
    clock.advance(days=40, minutes=7)

    denied, opted_out = [(await web[0].request(verb, path.format(login))).json() for login in ("dora", "oona")]

    for each in (denied, opted_out):
        assert each["observed_at"] == "2026-12-30T00:00:00Z"
        # Spread by login, as every lifetime is.
        assert each.pop("fresh_until") == opted_out_until(each.pop("login"), clock)
        each.pop("message")
    assert denied == opted_out


async def test_the_words_of_an_opt_out_are_ours(source: FakeSource, clock: FakeClock) -> None:
    source.outcomes["oona"] = OptedOut("oona asked for it on 3 May.")
    async with serving(source, clock) as (client, _):
        body = (await client.get("/api/v1/users/oona")).json()

    assert body["message"] == "oona is not scored here."


async def test_the_page_of_one_who_is_denied_is_that_of_an_opt_out(web: Web) -> None:
    denied, opted_out = [(await web[0].get(f"/u/{login}")).text.partition("<h2")[0] for login in ("dora", "oona")]

    assert denied.replace("dora", "oona") == opted_out
    assert "No score is computed, kept or shown." in denied


async def test_a_page_says_that_an_opt_out_is_not_written_down_without_a_database(web: Web) -> None:
    assert "This service keeps no database" in (await web[0].get("/u/oona")).text


async def test_looking_again_changes_nothing_for_one_who_is_denied(web: Web, source: FakeSource) -> None:
    answers = [await web[0].post(path) for path in ("/u/dora/refresh", "/api/v1/users/dora/refresh")]

    assert [answer.status_code for answer in answers] == [303, 200]
    assert answers[1].json()["status"] == "opted-out"
    assert source.asked == []


async def test_who_is_denied_later_is_not_shown_from_what_was_kept(web: Web) -> None:
    await web[0].get("/badge/ada.svg")
    denying = replace(web[1], admission=Admission(deny=frozenset({Login("ada")})))
    transport = ASGITransport(create_service(denying))

    async with AsyncClient(transport=transport, base_url="http://service.test") as client:
        answer = await client.get("/badge/ada.svg?new=one")

    assert answer.headers["x-badge-status"] == "opted-out"


async def test_organisations_are_on_the_lists_like_people(source: FakeSource, clock: FakeClock) -> None:
    people = [f"p{i}" for i in range(8)]
    members = FakeMembers({name: tuple(people) for name in ("acme", "other", "shy")})
    source.outcomes = {login: somebody(login) for login in people}
    admission = Admission(frozenset(map(Login, ["acme", "shy", *people[:6]])), frozenset({Login("shy")}))
    async with serving(source, clock) as (_, services):
        with ThreadPoolExecutor(2) as executor:
            summaries = Summaries(members, services.scorer, executor, clock=clock, admission=admission)
            app = create_service(replace(services, organisations=summaries, admission=admission))
            async with AsyncClient(transport=ASGITransport(app), base_url="http://service.test") as client:
                refused = await client.get("/badge/org/other.svg"), await client.get("/api/v1/orgs/other")
                denied = await client.get("/badge/org/shy.svg"), await client.get("/api/v1/orgs/shy")
                served = await client.get("/api/v1/orgs/acme")
                for _ in range(500):
                    if served.status_code == 200:
                        break
                    await asyncio.sleep(0.01)
                    served = await client.get("/api/v1/orgs/acme")
            await summaries.close()

    assert (refused[0].headers["x-badge-status"], refused[1].status_code) == ("bad-request", 403)
    assert (denied[0].headers["x-badge-status"], denied[1].json()["status"]) == ("opted-out", "opted-out")
    assert (served.json()["members"], served.json()["looked_at"], served.json()["people"]) == (8, 6, 6)
    assert members.asked == ["acme"]
    assert sorted(source.asked) == people[:6]
