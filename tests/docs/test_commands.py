"""Every command of the documents is run, or has its reason here why it is not."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from service.evidence import Login
from service.settings import Settings
from service.store.opt_outs import read_opt_outs
from service.store.redis import RedisStore
from tests.docs.documents import DOCUMENTS, commands
from tests.docs.running import run, serving
from tests.github_stub import GitHubStub
from tests.redis_server import RedisServer

_ALL = "builds, checks or tests the whole repository: continuous integration runs it (.ci/run)"
_ENGINE = "needs a container engine; tests/deploy does the same steps by hand and examines what is said"
NOT_RUN = {
    "make env": _ALL,
    "make test": _ALL,
    "make check": _ALL,
    "make fix": _ALL,
    "docker build --tag still-engineering .": _ENGINE,
    "docker run --read-only --tmpfs /tmp --cap-drop ALL --publish 8000:8000 --env GITHUB_TOKEN still-engineering": (
        _ENGINE
    ),
    "docker run --read-only --tmpfs /tmp --env GITHUB_TOKEN still-engineering score octocat": _ENGINE,
    "GITHUB_TOKEN=... docker compose up --build --wait": _ENGINE,
}
SCORE = ".venv/bin/still-engineering score octocat"
BADGE = ".venv/bin/still-engineering badge octocat -o badge.svg"
ENTERPRISE = f"GITHUB_API_URL=https://HOST/api/v3 GITHUB_TOKEN=... {SCORE}"
DEMO = [".venv/bin/still-engineering serve --demo", "make serve"]
SERVE = ["GITHUB_TOKEN=... .venv/bin/still-engineering serve", "make serve ARGS="]
HEAD = "curl --silent --show-error --head http://localhost:8000/badge/daily-dana.svg"
DOCUMENT = "curl --silent --show-error http://localhost:8000/api/v1/users/daily-dana"
BACKUP = 'redis-cli -u "$REDIS_URL" --raw smembers still-engineering:1:opt-outs > opt-outs.txt'


@pytest.fixture
def github() -> Iterator[GitHubStub]:
    """A GitHub that knows octocat."""
    with GitHubStub(clock=lambda: datetime.now(UTC)) as stub:
        stub.rename("daily-dana", "octocat")
        yield stub


def test_every_command_is_run_here_or_has_a_reason_why_not() -> None:
    told = {command for document in DOCUMENTS for command in commands(document.read_text(encoding="utf-8"))}
    exported = {command for command in told if command.startswith("export ")}
    variables = {command.removeprefix("export ").partition("=")[0] for command in exported}

    assert variables <= {field.alias for field in Settings.model_fields.values()}
    assert told - exported == {SCORE, BADGE, ENTERPRISE, *DEMO, *SERVE, HEAD, DOCUMENT, BACKUP, *NOT_RUN}


def test_a_score_is_printed(github: GitHubStub, tmp_path: Path) -> None:
    done = run(SCORE, tmp_path, GITHUB_TOKEN="x", GITHUB_API_URL=github.url)  # noqa: S106 - no token at all

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("octocat: hands-on, ")


def test_a_badge_is_written(github: GitHubStub, tmp_path: Path) -> None:
    done = run(BADGE, tmp_path, GITHUB_TOKEN="x", GITHUB_API_URL=github.url)  # noqa: S106 - no token at all

    assert done.returncode == 0, done.stderr
    assert "hands-on" in (tmp_path / "badge.svg").read_text(encoding="utf-8")


def test_an_enterprise_server_is_asked_at_its_own_address(github: GitHubStub, tmp_path: Path) -> None:
    done = run(ENTERPRISE.replace("https://HOST", github.url), tmp_path)

    assert done.returncode == 0, done.stderr
    assert github.journal.routes["POST /graphql"] > 0
    assert {request.token for request in github.journal.requests} == {"..."}


@pytest.mark.parametrize("command", DEMO)
def test_the_demo_is_served_and_curl_sees_what_the_page_says(command: str, tmp_path: Path) -> None:
    with serving(command) as url:
        head = run(HEAD.replace("http://localhost:8000", url), tmp_path)
        document = run(DOCUMENT.replace("http://localhost:8000", url), tmp_path)

    assert "x-badge-status: ok" in head.stdout.lower()
    assert json.loads(document.stdout)["level"] == "hands-on"


@pytest.mark.parametrize("command", SERVE)
def test_real_people_are_served(command: str, github: GitHubStub) -> None:
    with serving(command, GITHUB_API_URL=github.url) as url:
        answer = httpx.get(f"{url}/api/v1/users/octocat", headers={"Prefer": "wait=30"}, timeout=40)

    assert answer.json()["status"] == "ok"


def test_the_backup_of_opt_outs_can_become_the_operators_file(redis_server: RedisServer, tmp_path: Path) -> None:
    async def opt_out() -> None:
        store = RedisStore(redis_server.url, clock=lambda: datetime.now(UTC), timeout=10)
        await store.opt_out(Login("backup-bea"))
        await store.close()

    asyncio.run(opt_out())

    done = run(BACKUP, tmp_path, REDIS_URL=redis_server.url)

    assert done.returncode == 0, done.stderr
    assert "backup-bea" in read_opt_outs(tmp_path / "opt-outs.txt")
