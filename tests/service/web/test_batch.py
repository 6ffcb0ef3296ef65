"""Many logins in one request."""

import pytest
from httpx import AsyncClient

from service.web.limits import ClientLimits
from tests.service.web.demo_application import DOWN, SLOW, client_of, running_demo


async def test_each_login_has_its_own_status(visitor: AsyncClient) -> None:
    logins = ["daily-dana", "away-amara", "harbour-works", "nobody-at-all", "-no-login", "keel-bot[bot]"]

    answer = await visitor.get("/api/v1/users", params=[("login", login) for login in logins])

    body = answer.json()
    assert answer.status_code == 200
    assert [(user["login"], user["status"]) for user in body["users"]] == list(
        zip(logins, ["ok", "paused", "organisation", "not-found", "bad-request", "bot"], strict=True)
    )
    assert body["complete"] is True
    assert body["users"][0]["score"] == 100
    assert body["users"][3]["message"] == "GitHub knows no user named nobody-at-all."


async def test_a_login_that_is_given_twice_is_answered_once(visitor: AsyncClient) -> None:
    answer = await visitor.get("/api/v1/users?login=daily-dana&login=Daily-Dana&login=%20daily-dana")

    assert [user["login"] for user in answer.json()["users"]] == ["daily-dana"]


async def test_what_is_not_known_yet_is_said_and_not_waited_for() -> None:
    async with running_demo(image_seconds=0.05) as running, client_of(running) as client:
        answer = await client.get(f"/api/v1/users?login={SLOW}&login={DOWN}", headers={"Prefer": "wait=0"})

    body = answer.json()
    assert [user["status"] for user in body["users"]] in (["warming", "warming"], ["warming", "upstream"])
    assert body["complete"] is False
    assert answer.headers["retry-after"] == "5"
    assert answer.headers["cache-control"] == "no-store"


async def test_what_one_client_is_refused_is_not_kept_for_others() -> None:
    async with running_demo(limits=ClientLimits("9/hour", "1/hour")) as running, client_of(running) as client:
        answer = await client.get("/api/v1/users?login=daily-dana&login=weekly-wanda", headers={"Prefer": "wait=9"})

    body = answer.json()
    assert sorted(user["status"] for user in body["users"]) == ["ok", "warming"]
    assert "may ask for 1 first look an hour" in "".join(user["message"] or "" for user in body["users"])
    assert body["complete"] is False
    assert (answer.headers["cache-control"], answer.headers["retry-after"]) == ("no-store", "5")


@pytest.mark.parametrize("count", [0, 101])
async def test_none_and_too_many_are_refused(visitor: AsyncClient, count: int) -> None:
    answer = await visitor.get("/api/v1/users", params=[("login", f"person-{n}") for n in range(count)])

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_hundred_are_asked_for_ten_at_a_time(visitor: AsyncClient) -> None:
    answer = await visitor.get("/api/v1/users", params=[("login", f"person-{n}") for n in range(100)])

    assert [user["status"] for user in answer.json()["users"]] == ["not-found"] * 100


async def test_pages_of_any_origin_may_read_it(visitor: AsyncClient) -> None:
    answer = await visitor.get("/api/v1/users?login=daily-dana")

    assert answer.headers["access-control-allow-origin"] == "*"
