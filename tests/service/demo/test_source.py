"""Somebody whom the demo does not know may well be on GitHub."""

from datetime import UTC, datetime

from service.demo.source import DemoSource
from service.errors import GitHubDown, UnknownLogin
from service.evidence import Evidence, Login
from service.settings import read_settings
from service.wiring import build_parts
from tests.fakes import NOW, FakeSource, somebody

OCTOCAT, DANA = Login("octocat"), Login("daily-dana")


def test_the_demo_says_that_it_is_the_demo() -> None:
    parts = build_parts(read_settings({}), demo=True)

    found = parts.source.fetch([OCTOCAT, DANA], now=datetime.now(UTC))

    assert isinstance(found[OCTOCAT], UnknownLogin)
    assert str(found[OCTOCAT]) == "Nobody in the demo is called octocat; for real people start without --demo."
    assert isinstance(found[DANA], Evidence)


def test_every_other_answer_is_passed_on() -> None:
    ada, down = somebody("ada"), GitHubDown("GitHub did not answer.")
    source = FakeSource({"ada": ada, "bea": down})

    found = DemoSource(source).fetch([Login("ada"), Login("bea")], now=NOW)

    assert found == {"ada": ada, "bea": down}


def test_a_new_login_is_still_found() -> None:
    assert DemoSource(FakeSource(names={1: DANA})).renamed(1) == DANA
