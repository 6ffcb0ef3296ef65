"""Files of a report: the summary of the step, Markdown and JSON for later steps, and pictures."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from action.errors import NotPosted
from action.report import SUMMARY_BYTES
from service.evidence import Login

NAME = "still-engineering-summary"


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


def write_pictures(folder: Path, pictures: Mapping[str, str], unwanted: Iterable[Login]) -> None:
    """Write every picture, and remove those of people who do not want any.

    Raises:
        NotPosted: the folder cannot be written to.
    """
    for name, svg in pictures.items():
        _write(folder / name, svg)
    for login in unwanted:
        for kind in ("badge", "card"):
            (folder / kind / f"{login}.svg").unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise NotPosted(f"{path} cannot be written ({error.strerror}).") from None
