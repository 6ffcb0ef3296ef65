"""No secret leaves the program, whatever GitHub answers and whatever breaks."""

import base64
import itertools
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.app_key import app_key
from tests.github_stub import GitHubStub
from tests.github_stub.plays import FAULTS, shapes
from tests.integration.planted import ACCESS_KEY, MARK, PASSWORD, SECRETS, TOKENS, leaks, redis_password
from tests.integration.program import Serving, environment
from tests.redis_server import RedisServer

REPORT = Path(sys.executable).parent / "still-engineering-report"
APP = {"GITHUB_APP_ID": "4711", "GITHUB_APP_INSTALLATION_ID": "7"}
PLAYS = (*shapes(), *FAULTS)
ROUTES = (
    *("/badge/{}.svg", "/card/{}.svg", "/badge/{}.png", "/badge/{}.json", "/badge/org/{}.svg", "/u/{}", "/?login={}"),
    *("/api/v1/users/{}", "/api/v1/users?login={}&login=-", "/api/v1/orgs/{}", "/sample/badge.svg?label={}", "/{}"),
    *("/metrics", "/readyz", "/healthz", "/docs", "/openapi.json", "/methodology", "/robots.txt", "/static/{}"),
    "/badge/{}.svg?style=none",
)


@pytest.fixture
def locked_redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis with a password."""
    with RedisServer(tmp_path, PASSWORD) as server:
        yield server


def address(server: RedisServer, password: str) -> str:
    """The address of a Redis with this password in it."""
    return f"redis://:{password}@{server.url.rpartition('@')[2]}"


def said(response: httpx.Response) -> bytes:
    """All of an answer."""
    headers = b"".join(name + b": " + value + b"\n" for name, value in response.headers.raw)
    return f"{response.status_code}\n".encode() + headers + response.content


AS_ANYBODY = ({"Accept": "text/html"}, {"Authorization": "Bearer nobody", "Accept": "*/*"})
WITH_A_KEY = (
    {"Accept": "text/html", "Authorization": "Basic " + base64.b64encode(f":{ACCESS_KEY}".encode()).decode()},
    {"Authorization": f"Bearer {ACCESS_KEY}"},
    {"Authorization": f"Bearer {ACCESS_KEY[:-1]}"},
)


def everything(service: Serving, login: str, kinds: Sequence[dict[str, str]] = AS_ANYBODY) -> list[bytes]:
    """Every route's answer about a login, as programs and as people get it, and what is refused."""
    asked = [("GET", path.format(login)) for path in ROUTES]
    asked += [("POST", f"/api/v1/users/{login}/refresh"), ("POST", f"/u/{login}/refresh"), ("DELETE", "/healthz")]
    with httpx.Client(base_url=service.url, timeout=30) as client, ThreadPoolExecutor(8) as threads:
        both = itertools.product(asked, kinds)
        return list(threads.map(lambda one: said(client.request(*one[0], headers=one[1])), both))


def app_of(github: GitHubStub) -> Mapping[str, str]:
    """The settings of an App that this GitHub knows."""
    github.apps.public_key = app_key().public
    github.apps.installations[7] = "harbour-works"
    return APP


@pytest.mark.parametrize("play", PLAYS)
def test_whatever_github_answers_no_answer_and_no_line_holds_a_secret(github: GitHubStub, play: str) -> None:
    github.play(play, times=None, seconds=0.2 if play == "hang" else 0.0)
    with Serving(GITHUB_API_URL=github.url, LOG_LEVEL="debug", **SECRETS, **app_of(github)) as service:
        texts = everything(service, "steady-sam")
        service.stop()

    assert github.journal.requests
    assert leaks([*texts, *service.log.splitlines()]) == []


def test_neither_a_good_day_nor_a_dying_redis_shows_a_secret(github: GitHubStub, locked_redis: RedisServer) -> None:
    settings = {**SECRETS, **app_of(github), "REDIS_URL": address(locked_redis, redis_password())}
    with Serving(GITHUB_API_URL=github.url, LOG_LEVEL="debug", **settings) as service:
        texts = everything(service, "steady-sam")
        locked_redis.kill()
        texts += everything(service, "daily-dana")
        service.stop()

    assert any(b"x-badge-status: ok" in text for text in texts)
    assert "redis" in service.log.lower()
    assert leaks([*texts, *service.log.splitlines()]) == []


def test_a_wrong_password_is_not_shown(github: GitHubStub, locked_redis: RedisServer) -> None:
    wrong = address(locked_redis, f"{MARK}-wrong")
    with Serving(GITHUB_API_URL=github.url, LOG_LEVEL="debug", REDIS_URL=wrong, **SECRETS, **app_of(github)) as service:
        texts = everything(service, "steady-sam")
        service.stop()

    assert "redis" in service.log.lower()
    assert leaks([*texts, *service.log.splitlines()]) == []


def test_a_private_service_never_repeats_the_key_that_opens_it(github: GitHubStub) -> None:
    settings = {**SECRETS, **app_of(github), "ACCESS_KEYS": ACCESS_KEY}
    with Serving(GITHUB_API_URL=github.url, LOG_LEVEL="debug", **settings) as service:
        texts = everything(service, "steady-sam", (*AS_ANYBODY, *WITH_A_KEY))
        service.stop()

    assert any(text.startswith(b"401\n") for text in texts)
    assert any(b"x-badge-status: ok" in text for text in texts)
    assert leaks([*texts, *service.log.splitlines()]) == []


@pytest.mark.parametrize(
    "settings",
    [
        {"GITHUB_TOKEN": f"a b {MARK}"},
        {"GITHUB_TOKENS": f"{MARK}\x01, \ud83d"},
        {"REDIS_URL": f"http://:{MARK}@127.0.0.1/0"},
        {"REDIS_URL": f"redis://:{MARK}@127.0.0.1:port/0"},
        {"GITHUB_API_URL": f"https://me:{MARK}@api.github.com"},
        {"GITHUB_APP_PRIVATE_KEY": app_key().private[:-100]},
        {"GITHUB_APP_PRIVATE_KEY": MARK, **APP},
        {"GITHUB_APP_PRIVATE_KEY_FILE": "/dev/null", "GITHUB_APP_PRIVATE_KEY": app_key().private, **APP},
    ],
)
def test_a_bad_setting_is_named_and_not_shown(settings: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [REPORT.with_name("still-engineering"), "score", "steady-sam"],
        env=environment(GITHUB_API_URL="http://127.0.0.1:9")
        | {k: v.replace("\ud83d", "") for k, v in settings.items()},
        capture_output=True,
        timeout=60,
        check=False,
    )

    assert leaks([done.stdout, done.stderr]) == []


REPORTS = (
    ("none", "", ""),
    ("summary,file", "", ""),
    ("summary,issue,comment,discussion,file", "", ""),
    *(("summary,issue,comment,discussion", play, "write") for play in ("401_bad_token", "403_integration", "garbage")),
    *(("summary,issue", play, "read") for play in ("401_bad_token", "502_html_unicorn", "reset")),
    ("doctor", "", ""),
    ("doctor", "401_bad_token", "read"),
)


@pytest.mark.parametrize(("post_to", "play", "when"), REPORTS)
def test_no_report_and_no_annotation_holds_a_secret(
    github: GitHubStub, tmp_path: Path, post_to: str, play: str, when: str
) -> None:
    github.token(TOKENS[0], viewer="daily-dana")
    github.token(TOKENS[1], viewer="github-actions[bot]")
    if play:
        labels = "POST /repos/harbour-works/quayside/labels"
        github.play(play, times=2, route=labels if when == "write" else None)  # it is patient, and would ask for long
    texts = report(github, tmp_path, post_to)

    assert github.journal.requests
    assert any(texts)
    assert leaks(text for text in texts if not text.startswith(b"::add-mask::")) == []


def report(github: GitHubStub, folder: Path, post_to: str) -> list[bytes]:
    """What one run of the Action's program writes: its lines, and every file."""
    (folder / "workspace").mkdir()
    inputs = {"ORG": "harbour-works", "TOKEN": TOKENS[0], "POST-TOKEN": TOKENS[1], "BADGES-DIR": "badges"}
    inputs |= {"MODE": "doctor"} if post_to == "doctor" else {"POST-TO": post_to, "CACHE-DIR": "cache"}
    done = subprocess.run(  # noqa: S603 - our own program
        [REPORT],
        env=environment(
            GITHUB_API_URL=github.url,
            GITHUB_REPOSITORY="harbour-works/quayside",
            GITHUB_RUN_ID="7",
            GITHUB_ACTIONS="true",
            GITHUB_WORKSPACE=str(folder / "workspace"),
            RUNNER_TEMP=str(folder / "temp"),
            RUNNER_DEBUG="1",
            GITHUB_OUTPUT=str(folder / "output"),
            GITHUB_STEP_SUMMARY=str(folder / "summary"),
            **{f"INPUT_{name}": value for name, value in inputs.items()},
        ),
        cwd=folder / "workspace",
        capture_output=True,
        timeout=120,
        check=False,
    )
    files = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    written = [str(each.body).encode() for each in github.issues.writes]
    return [*(done.stdout + b"\n" + done.stderr).splitlines(), *files, *written]


@pytest.mark.parametrize(
    "leak",
    [
        f'{{"message": "GET failed", "headers": "Authorization: token {TOKENS[7]}"}}',
        f"redis://:{redis_password()}@127.0.0.1:6379/0",
        f"Basic {base64.b64encode(f'x-access-token:{TOKENS[0]}'.encode()).decode()}",
        app_key().private.splitlines()[5],
        "{'token': 'ghs_7n0'}",
    ],
    # The key is another one in every process, and all of them have to agree on the names of the tests.
    ids=["token", "redis", "basic", "key", "installation"],
)
def test_the_search_finds_what_is_leaked_on_purpose(leak: str) -> None:
    assert len(leaks(["all is well", leak, "nothing to see"])) == 1
