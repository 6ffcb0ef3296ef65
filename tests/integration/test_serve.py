"""`still-engineering serve`, started for real."""

import json
import signal
import socket
import subprocess
import time
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.github_stub import GitHubStub
from tests.integration.program import PROGRAM, Serving, environment
from tests.redis_server import RedisServer

TOKEN = "ghp_" + "planted" * 5


def title_of(response: httpx.Response) -> str:
    """What a badge says to those who hear it."""
    root = ET.fromstring(response.text)  # noqa: S314 - our own answer
    return str(root.findtext("{http://www.w3.org/2000/svg}title"))


def badge_of(service: Serving, login: str) -> httpx.Response:
    """The badge of a login, once the first look is over."""
    for _ in range(60):
        response = httpx.get(f"{service.url}/badge/{login}.svg", timeout=30)
        if response.headers["x-badge-status"] != "warming":
            return response
        time.sleep(0.5)
    raise AssertionError("the first look did not end")


def settled_gauges(service: Serving) -> dict[str, float]:
    """What any of the processes says of the budget and the queue, once each has told what it knows."""
    found: dict[str, float] = {}
    for _ in range(60):
        lines = httpx.get(f"{service.url}/metrics", timeout=30).text.splitlines()
        values = dict(line.rsplit(" ", 1) for line in lines if line.startswith("still_engineering_"))
        found = {
            "budget_left": 0 < float(values["still_engineering_github_budget_left_ratio"]) <= 1,
            "stretch": float(values["still_engineering_freshness_stretch_ratio"]),
            "waiting": float(values["still_engineering_waiting_logins"]),
        }
        if found["budget_left"] and not found["waiting"]:
            return found
        time.sleep(0.5)
    raise AssertionError(f"the processes do not tell what they know: {found}")


def test_the_demo_needs_no_token_and_no_network() -> None:
    with Serving("--demo", GITHUB_API_URL="http://127.0.0.1:9") as service:
        badge = badge_of(service, "daily-dana")
        document = httpx.get(f"{service.url}/api/v1/users/daily-dana").json()

    assert badge.headers["x-badge-status"] == "ok"
    assert title_of(badge).startswith("still engineering: hands-on, 100 of 100")
    assert document["score"] == 100


def test_real_logins_are_looked_at_with_the_token(github: GitHubStub) -> None:
    with Serving(GITHUB_TOKEN=TOKEN, GITHUB_API_URL=github.url) as service:
        badge = badge_of(service, "steady-sam")
        code = service.stop()

    assert badge.headers["x-badge-status"] == "ok"
    assert github.invalid == []
    assert code == -signal.SIGTERM  # it drained, and then ended as it was asked to


def test_the_token_is_in_no_line_of_the_log_and_in_no_answer(github: GitHubStub) -> None:
    github.play("401_bad_token", times=None)
    with Serving(GITHUB_TOKEN=TOKEN, GITHUB_API_URL=github.url, LOG_LEVEL="debug") as service:
        paths = (
            "/badge/steady-sam.svg",
            "/api/v1/users/steady-sam",
            "/metrics",
            "/readyz",
            "/u/steady-sam",
            "/openapi.json",
        )
        texts = [httpx.get(f"{service.url}{path}", timeout=30).text for path in paths]
        service.stop()

    assert TOKEN not in service.log + "".join(texts)
    assert "needs a valid one" in texts[1] or "refuses the token" in texts[1]


def test_without_a_token_the_start_says_what_works() -> None:
    with Serving() as service:
        service.stop()

    first = service.log.splitlines()[0]
    assert first.startswith("No GITHUB_TOKEN: ")
    assert "--demo" in first


def test_the_log_is_json_and_says_when_it_ends() -> None:
    with Serving("--demo") as service:
        badge_of(service, "daily-dana")
        code = service.stop()

    lines = [json.loads(line) for line in service.log.splitlines()]
    assert code == -signal.SIGTERM  # it drained, and then ended as it was asked to
    assert any(line.get("path") == "/badge/daily-dana.svg" and line["status"] == 200 for line in lines)


def test_several_workers_share_one_redis_and_one_set_of_metrics(github: GitHubStub, redis_server: RedisServer) -> None:
    with Serving(
        "--workers", "2", GITHUB_TOKEN=TOKEN, GITHUB_API_URL=github.url, REDIS_URL=redis_server.url
    ) as service:
        with ThreadPoolExecutor(8) as threads:
            badges = list(threads.map(lambda _: badge_of(service, "weekly-wanda"), range(40)))
        gauges = [settled_gauges(service) for _ in range(6)]
        metrics = httpx.get(f"{service.url}/metrics").text

    assert gauges == [{"budget_left": True, "stretch": 1.0, "waiting": 0.0}] * 6
    assert {badge.headers["x-badge-status"] for badge in badges} == {"ok"}
    assert github.journal.asked["weekly-wanda"] <= 2  # one fetch asks for the user and for the owner
    assert "still_engineering_images_total" in metrics


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({"PORT": "eighty"}, "PORT: input should be a valid integer"),
        ({"REDIS_URL": "http://x"}, "REDIS_URL: must start with redis://"),
        ({"GITHUB_API_URL": "github"}, "GITHUB_API_URL: must be an http or https address"),
    ],
)
def test_a_bad_setting_stops_the_start_with_one_line(variables: dict[str, str], said: str) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [PROGRAM, "serve", "--demo"],
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )

    assert done.returncode == 2
    assert done.stderr.startswith(f"still-engineering: {said}")
    assert done.stderr.count("\n") == 1


def test_an_address_in_use_is_named_in_the_last_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        done = subprocess.run(  # noqa: S603 - our own program
            [PROGRAM, "serve", "--demo", "--port", str(port)],
            env=environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert done.returncode == 2
    assert f"cannot listen on 127.0.0.1:{port}" in done.stderr.splitlines()[-1]
