"""Everything kept of somebody, deleted from the command line."""

import asyncio
import uuid
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from service.cli import main
from service.errors import Status
from service.evidence import Login
from service.record import Record, record_of_score, with_lifetime
from service.scoring import score
from service.store.redis import RedisStore
from service.wiring import utc_now
from tests.fakes import somebody
from tests.redis_server import RedisServer


def purge(*arguments: str, redis_url: str | None = None) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["purge", *arguments], env={"REDIS_URL": redis_url})


def one() -> Login:
    """A login that no other test uses."""
    return Login(f"p{uuid.uuid4().hex[:12]}")


async def keep(url: str, login: Login) -> None:
    store = RedisStore(url, clock=utc_now)
    now = utc_now()
    record = record_of_score(score(somebody(login), now=now))
    await store.put(login, with_lifetime(record, now + timedelta(hours=1), now + timedelta(hours=2)))
    await store.close()


async def left_of(url: str, login: Login) -> tuple[Record | None, bool]:
    """What Redis keeps of a login: its record, and whether it opted out."""
    store = RedisStore(url, clock=utc_now)
    found = await store.get(login), await store.opted_out(login)
    await store.close()
    return found


def test_a_record_is_deleted(redis_server: RedisServer) -> None:
    ada, bob = one(), one()
    for login in (ada, bob):
        asyncio.run(keep(redis_server.url, login))

    result = purge(ada.upper(), redis_url=redis_server.url)

    assert (result.exit_code, result.output) == (0, f"{ada}: deleted\n")
    record, opted_out = asyncio.run(left_of(redis_server.url, ada))
    assert record
    assert (record.score, record.is_expired(utc_now()), opted_out) == (None, True, False)
    assert asyncio.run(left_of(redis_server.url, bob))[0] is not None


def test_an_opt_out_is_recorded_and_lifted(redis_server: RedisServer) -> None:
    ada = one()

    recorded = purge(ada, "--opt-out", redis_url=redis_server.url)
    after = asyncio.run(left_of(redis_server.url, ada))
    lifted = purge(ada, "--opt-in", redis_url=redis_server.url)
    afterwards = asyncio.run(left_of(redis_server.url, ada))

    assert (recorded.output, lifted.output) == (
        f"{ada}: deleted, and never looked at again\n",
        f"{ada}: deleted, and may be looked at again\n",
    )
    assert after[0]
    assert (after[0].status, after[1]) == (Status.OPTED_OUT, True)
    assert afterwards[0]
    assert (afterwards[0].is_expired(utc_now()), afterwards[1]) == (True, False)


def test_without_redis_it_is_said_where_scores_are() -> None:
    result = purge("ada")

    assert result.exit_code == 2
    assert "REDIS_URL: not set" in result.output
    assert "OPT_OUT_FILE" in result.output


def test_a_redis_that_does_not_answer_is_said_and_nothing_is_claimed() -> None:
    result = purge("ada", redis_url="redis://127.0.0.1:9/0")

    assert result.exit_code == 3
    assert "ada: " not in result.output
    assert "Redis did not answer" in result.output


@pytest.mark.parametrize("arguments", [("ada", "--opt-out", "--opt-in"), ("<b>",), ()])
def test_wrong_use_is_told(arguments: tuple[str, ...]) -> None:
    assert purge(*arguments, redis_url="redis://127.0.0.1:9/0").exit_code == 2
