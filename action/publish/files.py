"""Files of a report: the summary of the step, Markdown and JSON for later steps, and pictures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from action.errors import NotPosted
from action.report import SUMMARY_BYTES
from service.evidence import Login

NAME = "still-engineering-summary"
OF_PEOPLE = ("badge", "card")
"""Folders with a picture for each person."""
OF_EVERYBODY = ("summary.svg", "trend.svg")
_MOST_TOLD = 3


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Where the report is written: into the workspace if somebody wants files there, else beside the job's own."""

    folder: Path

    @property
    def markdown(self) -> Path:
        """The report as it is posted."""
        return self.folder / f"{NAME}.md"

    @property
    def json(self) -> Path:
        """The report for programs."""
        return self.folder / f"{NAME}.json"

    def write(self, markdown: str, json: str) -> None:
        """Write both.

        Raises:
            NotPosted: the folder cannot be written to.
        """
        _write(self.markdown, markdown)
        _write(self.json, json)


def write_step_summary(path: Path, text: str) -> None:
    """Append to the summary of the step, unless that would make the runner drop all of it.

    Raises:
        NotPosted: the file cannot be written to.
    """
    try:
        before = path.stat().st_size if path.exists() else 0
        if before + len(text.encode()) > SUMMARY_BYTES:
            raise NotPosted("The summary of this step has no room left for the report; the other places have it.")
        with path.open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise NotPosted(f"The summary of the step cannot be written ({error.strerror}).") from None


def room_in_step_summary(path: Path) -> int:
    """Bytes that still fit."""
    try:
        return SUMMARY_BYTES - path.stat().st_size
    except OSError:
        return SUMMARY_BYTES


def write_pictures(folder: Path, pictures: Mapping[str, str]) -> None:
    """Write every picture.

    Raises:
        NotPosted: the folder cannot be written to.
    """
    for name, svg in pictures.items():
        _write(folder / name, svg)


def remove_pictures_of(folder: Path, logins: Iterable[Login]) -> None:
    """Remove the pictures of these people.

    Raises:
        NotPosted: one of them could not be removed.
    """
    unwanted = {f"{login}.svg" for login in logins}
    _remove(path for path in _people_in(folder) if path.name.lower() in unwanted)


def remove_other_pictures(folder: Path, pictures: Iterable[str], kept: Iterable[Login]) -> None:
    """Remove every picture that an earlier run drew, and this one did not: whoever left or changed their mind is gone.

    Args:
        folder: belongs to the Action.
        pictures: paths below the folder that were drawn this time.
        kept: people whose older pictures stay.

    Raises:
        NotPosted: one of them could not be removed.
    """
    drawn = {folder / name for name in pictures}
    known = {f"{login}.svg" for login in kept}
    people = (path for path in _people_in(folder) if path.name.lower() not in known)
    whole = (folder / name for name in OF_EVERYBODY)
    _remove(path for path in (*people, *whole) if path not in drawn)


def _people_in(folder: Path) -> list[Path]:
    return [path for kind in OF_PEOPLE for path in (folder / kind).glob("*.svg")]


def _remove(paths: Iterable[Path]) -> None:
    """Remove as many as possible, and say afterwards what stays."""
    stays = [f"{path} ({error.strerror})" for path in paths if (error := _error_of(path))]
    if stays:
        raise NotPosted(f"Pictures that may no longer be shown cannot be removed: {', '.join(stays[:_MOST_TOLD])}.")


def _error_of(path: Path) -> OSError | None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        return error
    return None


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise NotPosted(f"{path} cannot be written ({error.strerror}).") from None
