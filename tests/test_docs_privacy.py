"""What the page on privacy says is what the program does."""

import re
from dataclasses import fields, replace
from datetime import timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from service.cli import main
from service.errors import Paused
from service.evidence import Login
from service.publishing import Publish
from service.record import Record, record_of_error, record_of_score
from service.score import Score
from service.scoring import score
from service.settings import Settings
from service.store.keys import OPT_OUTS, VIEWERS, claim_key, record_key
from service.store.policy import LIFETIMES, lifetime
from service.store.purging import LONGEST_COPY
from service.web.logs import _FIELDS
from tests.fakes import NOW, nobody_visible, somebody

PAGE = (Path(__file__).parents[1] / "docs" / "privacy.md").read_text(encoding="utf-8")
UNITS = (("day", timedelta(days=1)), ("hour", timedelta(hours=1)), ("minute", timedelta(minutes=1)))


def part(name: str) -> str:
    """What stands between two marks."""
    found = re.search(rf"<!-- {name} -->\n(.*)\n<!-- /{name} -->", PAGE, re.DOTALL)
    assert found, name
    return found[1]


def first_cells(name: str) -> list[str]:
    """The words in code of the first column of a table."""
    return [word for row in part(name).splitlines()[2:] for word in re.findall(r"`([^`]+)`", row.split("|")[1])]


def told(span: timedelta) -> str:
    """A span of time as the page tells it."""
    unit, length = next((unit, length) for unit, length in UNITS if span % length == timedelta(0))
    return f"{span // length} {unit}{'' if span == length else 's'}"


def test_every_question_to_github_is_told() -> None:
    asked = [
        each.name for each in (files("service.github_api") / "queries").iterdir() if each.name.endswith(".graphql")
    ]

    assert sorted(first_cells("queries")) == sorted(asked)


@pytest.mark.parametrize(("name", "kind"), [("record", Record), ("score", Score)])
def test_every_field_that_is_kept_is_told(name: str, kind: type[Record] | type[Score]) -> None:
    assert sorted(first_cells(name)) == sorted(field.name for field in fields(kind))


def test_every_key_in_redis_is_told() -> None:
    login = Login("LOGIN")
    used = [key(viewers, login) for key in (record_key, claim_key) for viewers in VIEWERS]

    assert sorted(first_cells("keys")) == sorted([*used, OPT_OUTS])


def test_lifetimes_are_told_as_they_are() -> None:
    rows = [f"| {status} | {told(held.fresh)} | {told(held.keep)} |" for status, held in LIFETIMES.items()]

    assert part("lifetimes").splitlines()[2:] == rows


def stretched(record: Record, *, asked: float = 10, left: float = 1.0) -> float:
    """How many times the usual life of its status an answer holds."""
    return lifetime(record, asked_per_day=asked, left=left).fresh / LIFETIMES[record.status].fresh


def idle(weeks: int) -> Record:
    """Somebody of whose newest weeks so many show nothing."""
    seen = score(somebody(), now=NOW)
    made = tuple(replace(week, quality=0.0 if age < weeks else 1.0) for age, week in enumerate(seen.weeks))
    return record_of_score(replace(seen, weeks=made))


def factor(words: str) -> tuple[float, float]:
    """The number in the row of the table of factors that has these words, and how much it multiplies by."""
    found = re.search(rf"\| [^|]*?([\d.]+) {words} .*\| (?:up to )?([\d.]+) \|", part("factors"))
    assert found, words
    return float(found[1]), float(found[2])


def test_what_is_asked_for_often_is_looked_at_as_much_sooner_as_is_told() -> None:
    often, times = factor("times a day or more")

    assert (stretched(idle(0), asked=often - 0.1), stretched(idle(0), asked=often)) == (1, times)


def test_what_is_asked_for_rarely_is_looked_at_as_much_later_as_is_told() -> None:
    rarely, times = factor(r"times a day \|")

    assert (stretched(idle(0), asked=rarely), stretched(idle(0), asked=rarely - 0.1)) == (1, times)


def test_who_shows_nothing_for_a_while_is_looked_at_as_much_later_as_is_told() -> None:
    weeks, times = factor("weeks show nothing")

    assert (stretched(idle(int(weeks) - 1)), stretched(idle(int(weeks)))) == (1, times)


def test_a_low_budget_delays_looks_as_far_as_is_told() -> None:
    percent, most = factor("% of the budget")

    assert (stretched(idle(0), left=percent / 100), stretched(idle(0), left=0.0)) == (1, most)
    assert 1 < stretched(idle(0), left=percent / 100 - 0.01) < most


def test_only_scores_depend_on_how_many_ask() -> None:
    rows = [line for line in part("factors").splitlines()[2:] if "times a day" in line or "weeks" in line]
    told_of = {status for row in rows for status in re.findall(r"`([^`]+)`", row)}
    invisible = record_of_score(score(nobody_visible(), now=NOW))

    assert told_of == {record.status for record in (idle(0), invisible)}
    assert stretched(invisible, asked=0) > 1
    assert stretched(record_of_error("x", Paused(""), NOW), asked=0) == 1


def test_what_stands_in_place_of_a_purged_record_is_told_with_its_time() -> None:
    assert f"for {told(LONGEST_COPY)}: it tells every process" in PAGE


def test_every_field_of_the_log_is_told() -> None:
    always = {"time", "level", "logger", "message", "request_id", "exception"}

    assert set(re.findall(r"`(\w+)`", part("log"))) == always | set(_FIELDS)


def test_every_setting_that_is_named_exists() -> None:
    known = {str(field.alias) for field in Settings.model_fields.values()}
    named = {word.partition("=")[0] for word in re.findall(r"`([A-Z][A-Z_]{4,}(?:=\w+)?)`", PAGE)} - {"LOGIN"}

    assert named
    assert named <= known


def test_every_setting_that_decides_who_sees_what_is_told() -> None:
    told_of = {word.partition("=")[0] for word in first_cells("viewers")}

    assert told_of == {
        "PUBLISH",
        "ACCESS_KEYS",
        "SHOW_PRIVATE",
        "ALLOW_LOGINS",
        "DENY_LOGINS",
        "OPT_OUT_FILE",
        "INDEX_PEOPLE",
    }
    assert {f"PUBLISH={choice}" for choice in Publish} <= set(first_cells("viewers"))


def test_every_command_that_is_named_exists() -> None:
    for command in first_cells("commands"):
        words = command.split()
        options = {option for parameter in main.commands[words[1]].params for option in parameter.opts}

        assert words[0] == "still-engineering"
        assert {word for word in words if word.startswith("--")} <= options
