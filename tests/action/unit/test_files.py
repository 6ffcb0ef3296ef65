"""Files of a report."""

from pathlib import Path

import pytest

from action.errors import NotPosted
from action.publish.files import (
    ReportFiles,
    remove_other_pictures,
    remove_pictures_of,
    room_in_step_summary,
    write_pictures,
    write_step_summary,
)
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


def _drawn(folder: Path, *names: str) -> None:
    write_pictures(folder, dict.fromkeys(names, "<svg/>"))


def _left(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_pictures_of_people_who_opted_out_are_removed(tmp_path: Path) -> None:
    _drawn(tmp_path, "badge/Oona.svg", "card/oona.svg", "card/ada.svg", "summary.svg")

    remove_pictures_of(tmp_path, logins("oona", "never"))

    assert _left(tmp_path) == {"card/ada.svg", "summary.svg"}


def test_only_what_was_drawn_now_and_who_is_kept_stays(tmp_path: Path) -> None:
    _drawn(tmp_path, "badge/left.svg", "badge/ada.svg", "card/ada.svg", "card/missing.svg", "summary.svg", "trend.svg")

    remove_other_pictures(tmp_path, ["badge/ada.svg", "summary.svg"], logins("missing"))

    assert _left(tmp_path) == {"badge/ada.svg", "card/missing.svg", "summary.svg"}


def test_what_the_action_does_not_draw_is_not_its_own(tmp_path: Path) -> None:
    others = {"logo.svg", "badge/notes.txt", "badge/deeper/x.svg", "other/x.svg"}
    _drawn(tmp_path, *others)

    remove_other_pictures(tmp_path, [], [])

    assert _left(tmp_path) == others


def test_one_picture_that_cannot_be_removed_does_not_keep_the_others(tmp_path: Path) -> None:
    (tmp_path / "badge" / "a-folder.svg").mkdir(parents=True)
    _drawn(tmp_path, "badge/left.svg", "card/left.svg")

    with pytest.raises(NotPosted, match=r"cannot be removed: .*a-folder\.svg"):
        remove_other_pictures(tmp_path, [], [])

    assert _left(tmp_path) == set()
