"""Workflow commands: what the runner reads from the log and from its files, with everything escaped.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_NOTHING = "\u200b"
"""Has no width: breaks what the runner would take for a command, and nothing that people read."""


def escape_data(text: str) -> str:
    """Text that follows the second `::` of a command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Text of a property such as `title`."""
    return escape_data(text).replace(":", "%3A").replace(",", "%2C")


def harmless(line: str) -> str:
    """One line of the log that cannot be a command, in the newer syntax or the older one."""
    flat = " ".join(line.splitlines()) if "\n" in line or "\r" in line else line
    flat = flat.replace("##[", f"##{_NOTHING}[")
    return _NOTHING + flat if flat.lstrip().startswith("::") else flat


def output_text(name: str, value: str, delimiter: str) -> str:
    """One entry of GITHUB_OUTPUT; the delimiter must not be guessable, because values may come from anywhere."""
    return f"{name}<<{delimiter}\n{value}\n{delimiter}\n"


def write_outputs(path: Path | None, values: Mapping[str, str]) -> None:
    """Append outputs for later steps; without a runner there is no file, and nothing to do."""
    if path is None:
        return
    with path.open("a", encoding="utf-8") as file:
        for name, value in values.items():
            file.write(output_text(name, value, f"end_{secrets.token_hex(16)}"))


class Console:
    """The log of a step, or a terminal.

    Args:
        write: takes one line without its end.
        commands: whether a runner reads along; a terminal gets plain words instead.
    """

    def __init__(self, write: Callable[[str], None], *, commands: bool) -> None:
        self._write = write
        self._commands = commands

    def say(self, text: str) -> None:
        """A line that is only read by people."""
        self._write(harmless(text))

    def mask(self, secret: str) -> None:
        """Have the runner hide a secret in everything that follows."""
        if self._commands and secret:
            self._write(f"::add-mask::{escape_data(secret)}")

    def notice(self, title: str, text: str) -> None:
        """Something good to know."""
        self._annotate("notice", title, text)

    def warning(self, title: str, text: str) -> None:
        """Something that somebody should mend."""
        self._annotate("warning", title, text)

    def error(self, title: str, text: str) -> None:
        """Why the step fails, and what to do."""
        self._annotate("error", title, text)

    @contextmanager
    def group(self, title: str) -> Iterator[None]:
        """Lines that the log folds away under a title."""
        self._write(f"::group::{escape_data(title)}" if self._commands else harmless(title))
        try:
            yield
        finally:
            if self._commands:
                self._write("::endgroup::")

    def _annotate(self, kind: str, title: str, text: str) -> None:
        if self._commands:
            self._write(f"::{kind} title={escape_property(title)}::{escape_data(text)}")
        else:
            self._write(harmless(f"{kind}: {title}: {text}"))
