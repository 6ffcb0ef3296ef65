"""What lives from run to run, and for how long."""

import gzip
import json
import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from action.cache import Cache
from service.errors import NotScored, OptedOut, UnknownLogin
from service.evidence import parse_login
from service.record import record_of_error
from tests.action.unit.invented import a_record, logins
from tests.fakes import NOW

ADA = parse_login("ada")


def test_somebody_is_remembered_for_the_rest_of_the_day(tmp_path: Path) -> None:
    Cache.open(tmp_path, "Reader[bot]").put(ADA, a_record("ada"))

    again = Cache.open(tmp_path, "reader[bot]")

    assert again.fresh(ADA, NOW + timedelta(hours=19)) == a_record("ada")
    assert again.fresh(ADA, NOW + timedelta(hours=20)) is None


def test_what_one_token_sees_is_not_shown_by_another(tmp_path: Path) -> None:
    Cache.open(tmp_path, "one").put(ADA, a_record("ada"))

    assert Cache.open(tmp_path, "two").fresh(ADA, NOW) is None


def test_a_number_of_another_week_or_model_or_from_the_future_is_not_taken(tmp_path: Path) -> None:
    cache, record = Cache.open(tmp_path, "reader"), a_record("ada")
    assert record.score is not None
    cache.put(ADA, replace(record, score=replace(record.score, model_version="0")))
    assert cache.fresh(ADA, NOW) is None
    cache.put(ADA, replace(record, observed_at=NOW + timedelta(hours=1)))
    assert cache.fresh(ADA, NOW) is None
    sunday = NOW.replace(day=22, hour=20)
    cache.put(ADA, replace(record, observed_at=sunday))

    assert cache.fresh(ADA, sunday + timedelta(hours=3)) is not None
    assert cache.fresh(ADA, sunday + timedelta(hours=5)) is None


@pytest.mark.parametrize(("error", "days"), [(UnknownLogin("x"), 6), (OptedOut("x"), 27)])
def test_what_seldom_changes_is_asked_again_before_whole_weeks(tmp_path: Path, error: NotScored, days: int) -> None:
    cache = Cache.open(tmp_path, "reader")
    cache.put(ADA, record_of_error("ada", error, NOW))

    assert cache.fresh(ADA, NOW + timedelta(days=days, minutes=-1)) is not None
    assert cache.fresh(ADA, NOW + timedelta(days=days)) is None


def test_a_damaged_record_or_that_of_somebody_else_is_none(tmp_path: Path) -> None:
    cache = Cache.open(tmp_path, "reader")
    cache.put(ADA, a_record("bob"))
    assert cache.fresh(ADA, NOW) is None
    [path] = (tmp_path / "v1-reader" / "people").iterdir()
    path.write_bytes(b"damaged")

    assert cache.fresh(ADA, NOW) is None


def test_people_who_opted_out_are_forgotten(tmp_path: Path) -> None:
    cache = Cache.open(tmp_path, "reader")
    cache.put(ADA, a_record("ada"))

    cache.forget(logins("ada", "never-there"))

    assert list((tmp_path / "v1-reader" / "people").iterdir()) == []


def test_somebody_whose_record_cannot_be_removed_is_forgotten_for_this_run(tmp_path: Path) -> None:
    cache = Cache.open(tmp_path, "reader")
    path = tmp_path / "v1-reader" / "people" / "ada.json.z"
    path.mkdir(parents=True)

    reason = cache.forget([ADA])
    path.rmdir()
    Cache.open(tmp_path, "reader").put(ADA, a_record("ada"))

    assert reason
    assert cache.fresh(ADA, NOW) is None
    cache.put(ADA, a_record("ada"))
    assert cache.fresh(ADA, NOW) == a_record("ada")


def test_a_file_in_place_of_the_folder_is_said_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    assert Cache.open(tmp_path / "file", "reader").forget([ADA]) == "Not a directory"


def test_those_looked_at_longest_ago_can_be_told(tmp_path: Path) -> None:
    cache = Cache.open(tmp_path, "reader")
    cache.put(ADA, a_record("ada"))

    assert cache.looked_at(ADA) > cache.looked_at(parse_login("bob")) == 0.0


def test_commits_are_kept_and_old_people_removed(tmp_path: Path) -> None:
    cache = Cache.open(tmp_path, "reader")
    cache.put(ADA, a_record("ada"))
    cache.put(parse_login("bob"), a_record("bob"))
    old = (NOW - timedelta(days=31)).timestamp()
    os.utime(tmp_path / "v1-reader" / "people" / "bob.json.z", (old, old))
    os.utime(tmp_path / "v1-reader" / "people" / "ada.json.z", (NOW.timestamp(), NOW.timestamp()))
    cache.files["c0ffee"] = ("a.py", "b.py")

    cache.close(NOW)

    assert Cache.open(tmp_path, "reader").files == {"c0ffee": ("a.py", "b.py")}
    assert [path.name for path in (tmp_path / "v1-reader" / "people").iterdir()] == ["ada.json.z"]


def test_commits_that_did_not_change_are_not_written_again(tmp_path: Path) -> None:
    Cache.open(tmp_path, "reader").close(NOW)

    assert not (tmp_path / "v1-reader" / "commits.json.gz").exists()


@pytest.mark.parametrize(
    ("data", "left"),
    [
        (b"no gzip", {}),
        (gzip.compress(b"no json", mtime=0), {}),
        (gzip.compress(b"[]", mtime=0), {}),
        (gzip.compress(json.dumps({"a": ["x"], "b": [1], "c": "x"}).encode(), mtime=0), {"a": ("x",)}),
        (gzip.compress(b"{}", mtime=0)[:-4], {}),
    ],
)
def test_damaged_commits_are_left_out(tmp_path: Path, data: bytes, left: dict[str, tuple[str, ...]]) -> None:
    (tmp_path / "v1-reader").mkdir()
    (tmp_path / "v1-reader" / "commits.json.gz").write_bytes(data)

    assert Cache.open(tmp_path, "reader").files == left


def test_a_folder_that_cannot_be_written_to_does_not_stop_the_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    cache = Cache.open(tmp_path / "file", "reader")

    cache.put(ADA, a_record("ada"))
    cache.close(NOW)

    assert cache.fresh(ADA, NOW) is None


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache.open(None, "reader")

    cache.put(ADA, a_record("ada"))
    cache.forget([ADA])
    cache.close(NOW)

    assert (cache.fresh(ADA, NOW), cache.looked_at(ADA), cache.files) == (None, 0.0, {})
