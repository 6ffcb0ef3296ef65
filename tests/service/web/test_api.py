"""JSON for programs: true status codes and a problem for every error."""

from collections.abc import AsyncIterator

import pytest
from httpx import AsyncClient

from service.errors import BotAccount, GitHubDown, OptedOut, OrganisationAccount, Paused, RateLimited
from service.web.api import wait_of
from service.web.state import Services
from tests.fakes import FakeClock, FakeSource, nobody_visible, somebody
from tests.service.web.application import serving

Web = tuple[AsyncClient, Services]


@pytest.fixture
async def web(source: FakeSource, clock: FakeClock) -> AsyncIterator[Web]:
    source.outcomes = {
        "ada": somebody("Ada"),
        "grey": nobody_visible("grey"),
        "acme": OrganisationAccount("acme is an organisation."),
        "robo": BotAccount("robo is a machine."),
        "away": Paused("away asked for a pause."),
        "oona": OptedOut("oona asked not to be scored."),
        "down": GitHubDown("GitHub did not answer."),
        "broke": RateLimited("The budget is used up.", retry_at=clock() + (clock() - clock())),
    }
    async with serving(source, clock) as running:
        yield running


async def test_a_score_comes_with_all_that_explains_it(web: Web) -> None:
    body = (await web[0].get("/api/v1/users/ADA")).json()

    assert (body["login"], body["status"], body["score"], body["level"]) == ("Ada", "ok", 94, "hands-on")
    assert body["parts"] == {"rhythm": 60.0, "recency": 25.0, "engagement": 9.5}
    assert (body["coding_days"], body["last_coding_day"]) == (36, "2026-11-18")
    assert [week["coding_days"] for week in body["weeks"]] == [3] * 12
    assert body["weeks"][0]["start"] == "2026-11-16"
    assert body["repositories"][0]["system"] == "living"
    assert (body["model_version"], body["window_days"], body["stale"]) == ("1", 84, False)
    assert body["observed_at"] == "2026-11-20T12:00:00Z"
    assert body["why"][0].startswith("Wrote code on 36 days")


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("acme", "organisation"),
        ("robo", "bot"),
        ("dependabot[bot]", "bot"),
        ("away", "paused"),
        ("oona", "opted-out"),
        ("grey", "not-visible"),
    ],
)
async def test_an_account_without_a_score_is_an_answer_and_no_error(web: Web, login: str, status: str) -> None:
    response = await web[0].get(f"/api/v1/users/{login}")

    assert response.status_code == 200
    assert (response.json()["score"], response.json()["status"]) == (None, status)


@pytest.mark.parametrize(
    ("login", "code", "status"),
    [
        ("nobody", 404, "not-found"),
        ("%3Cscript%3E", 422, "bad-request"),
        ("x" * 90, 422, "bad-request"),
        ("x" * 400, 422, "bad-request"),
        ("down", 503, "upstream"),
        ("broke", 503, "upstream"),
    ],
)
async def test_an_error_is_a_problem_with_its_true_status(web: Web, login: str, code: int, status: str) -> None:
    response = await web[0].get(f"/api/v1/users/{login}")

    assert response.status_code == code
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.json()["status"], response.json()["code"]) == (code, status)
    assert ("retry-after" in response.headers) == (code == 503)


async def test_an_unknown_login_is_unknown_the_second_time_too(web: Web) -> None:
    codes = [(await web[0].get("/api/v1/users/nobody")).status_code for _ in range(2)]

    assert codes == [404, 404]


async def test_a_first_look_that_takes_long_is_accepted_and_told_when_to_ask_again(
    web: Web, source: FakeSource
) -> None:
    source.gate.clear()

    response = await web[0].get("/api/v1/users/ada", headers={"Prefer": "wait=0"})

    assert response.status_code == 202
    assert response.json()["code"] == "warming"
    assert 1 <= int(response.headers["retry-after"]) <= 61


@pytest.mark.parametrize(
    ("prefer", "seconds"),
    [(None, 2.5), ("", 2.5), ("wait=10", 10), ("respond-async, wait=7", 7), ("wait=9999", 30), ("wait=soon", 2.5)],
)
def test_a_client_may_wait_longer_but_not_for_ever(prefer: str | None, seconds: float) -> None:
    assert wait_of(prefer) == seconds


async def test_the_api_is_open_to_other_origins(web: Web) -> None:
    for login in ("ada", "nobody"):
        response = await web[0].get(f"/api/v1/users/{login}")
        assert response.headers["access-control-allow-origin"] == "*"


async def test_the_description_names_the_routes(web: Web) -> None:
    described = (await web[0].get("/openapi.json")).json()

    assert "/api/v1/users/{login}" in described["paths"]
    assert set(described["paths"]["/api/v1/users/{login}"]["get"]["responses"]) >= {"200", "202", "404", "422", "503"}


async def test_a_path_that_does_not_exist_is_a_problem(web: Web) -> None:
    response = await web[0].get("/api/v2/anything")

    assert response.status_code == 404
    assert response.headers["content-type"] == "application/problem+json"


async def test_the_process_says_that_it_is_alive_and_ready(web: Web) -> None:
    assert (await web[0].get("/healthz")).json() == {"status": "ok"}
    assert (await web[0].get("/readyz")).json() == {"status": "ok", "github_budget_left": None, "waiting": 0}


async def test_the_metrics_count_what_happened(web: Web) -> None:
    for path in ("/badge/ada.svg", "/badge/ada.svg", "/badge/nobody.svg", "/badge/down.svg"):
        await web[0].get(path)

    text = (await web[0].get("/metrics")).text

    assert 'still_engineering_images_total{status="ok"} 1.0' in text
    assert 'still_engineering_edge_hits_total{code="200"} 1.0' in text
    assert 'still_engineering_images_total{status="not-found"} 1.0' in text
    assert 'still_engineering_answers_total{how="miss"} 3.0' in text
    assert 'still_engineering_fetch_failures_total{error="GitHubDown"} 1.0' in text
