"""Files of a report."""

from pathlib import Path

import pytest

from action.errors import NotPosted
from action.publish.files import ReportFiles, room_in_step_summary, write_pictures, write_step_summary
from action.report import SUMMARY_BYTES
from tests.action.unit.invented import logins


def test_the_report_is_written_as_markdown_and_json(tmp_path: Path) -> None:
    files = ReportFiles(tmp_path / "new")

    files.write("# é\n", "{}\n")

    assert files.markdown.read_bytes() == "# é\n".encode()
    assert files.json.read_text(encoding="utf-8") == "{}\n"


def test_a_folder_that_cannot_be_written_to_is_an_error_that_names_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(NotPosted, match=r"still-engineering-summary.md cannot be written"):
        ReportFiles(tmp_path / "file").write("", "")


def test_the_summary_of_a_step_is_appended_to_as_long_as_there_is_room(tmp_path: Path) -> None:
    path = tmp_path / "summary"
    assert room_in_step_summary(path) == SUMMARY_BYTES
    path.write_text("x" * (SUMMARY_BYTES - 3), encoding="utf-8")

    write_step_summary(path, "abc")

    assert room_in_step_summary(path) == 0
    with pytest.raises(NotPosted, match="no room left"):
        write_step_summary(path, "d")
    assert path.stat().st_size == SUMMARY_BYTES


def test_a_summary_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(NotPosted, match="cannot be written"):
        write_step_summary(tmp_path, "text")


def test_pictures_of_people_who_do_not_want_any_are_removed(tmp_path: Path) -> None:
    (tmp_path / "badge").mkdir()
    (tmp_path / "badge" / "oona.svg").write_text("<svg/>", encoding="utf-8")

    write_pictures(tmp_path, {"card/ada.svg": "<svg/>"}, logins("oona", "never"))

    assert [path.name for path in tmp_path.rglob("*.svg")] == ["ada.svg"]
