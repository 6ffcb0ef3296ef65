"""What the person decides: `.still-engineering.yml` in their profile repository, read into a value."""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from service.errors import OptedOut, Paused
from service.evidence import Show

FILE = ".still-engineering.yml"
_LONGEST_PAUSE = 80
LARGEST_FILE = 10_000
"""Characters; a longer file is not read."""
_MOST_BRACKETS = 100
_MOST_PROBLEMS = 5
_KEYS = ("badge", "show", "exclude", "paused")
# What YAML 1.1 takes for true, false and nothing. https://yaml.org/type/bool.html, https://yaml.org/type/null.html
_YES = frozenset({"on", "yes", "true"})
_NO = frozenset({"off", "no", "false"})
_NOTHING = frozenset({"", "~", "null"})


@dataclass(frozen=True, slots=True)
class Wishes:
    """What one person asked for; the defaults are those of somebody without a file.

    Attributes:
        off: no score is computed, kept or shown.
        paused: the person's own words about a pause, or None.
        exclude: lower-cased names of repositories that do not count.
        asked: there is a file, so the person knows of this service.
        problems: what could not be understood, in sentences; it changes nothing.
    """

    off: bool = False
    paused: str | None = None
    show: Show = Show.FULL
    exclude: frozenset[str] = frozenset()
    asked: bool = False
    problems: tuple[str, ...] = ()


def parse_wishes(text: str | None) -> Wishes:
    """Read the file's text; whatever is wrong in it is said and has no effect. Never raises."""
    if text is None:
        return Wishes()
    if len(text) > LARGEST_FILE:
        return Wishes(asked=True, problems=(f"{FILE} is longer than {LARGEST_FILE} characters.",))
    try:
        found = _load(text)
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):  # what escapes of no character raise
        return Wishes(asked=True, problems=(f"{FILE} is not valid YAML.",))
    if _is_nothing(found):
        return Wishes(asked=True)
    if not isinstance(found, Mapping):
        return Wishes(asked=True, problems=(f"{FILE} must be a list of keys: {', '.join(_KEYS)}.",))
    return _read(found)


def wishes_of(login: str, text: str | None) -> Wishes:
    """What somebody asks for, if that allows a look.

    Raises:
        OptedOut, Paused: it does not, or nobody can tell.
    """
    if text is not None and len(text) > LARGEST_FILE:
        raise unreadable(login)
    wishes = parse_wishes(text)
    if wishes.off:
        raise OptedOut.of(login)
    if wishes.paused:
        raise Paused(f"{login} asked for a pause: {wishes.paused}.")
    return wishes


def unreadable(login: str) -> Paused:
    """Why nobody looks at somebody whose file is there and cannot be read: it may ask for just that.

    An editor that saves UTF-16 makes such a file, and GitHub gives its text to nobody.
    """
    return Paused(
        f"{FILE} of {login} is not UTF-8 text of at most {LARGEST_FILE} characters; "
        "nobody is looked at before what it asks for can be read."
    )


def _load(text: str) -> object:
    """YAML as strings, lists and mappings: tags, dates and merge keys of a stranger's file are not acted on."""
    if sum(map(text.count, "[{")) > _MOST_BRACKETS:
        # Reading deeply nested lists takes a second before it fails.
        raise yaml.YAMLError("too many brackets")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - builds nothing but strings, lists and mappings


def _read(found: Mapping[object, object]) -> Wishes:
    problems = [
        f"{key!r:.40} is not a key of {FILE}; allowed: {', '.join(_KEYS)}." for key in found if key not in _KEYS
    ][:_MOST_PROBLEMS]
    return Wishes(
        off=_badge(found.get("badge"), problems),
        paused=_pause(found.get("paused"), problems),
        show=_show(found.get("show"), problems),
        exclude=_exclude(found.get("exclude"), problems),
        asked=True,
        problems=tuple(problems),
    )


def _word(value: object) -> str | None:
    """A value as one lower-case word; None for anything but text."""
    return value.strip().lower() if isinstance(value, str) else None


def _is_nothing(value: object) -> bool:
    return value is None or _word(value) in _NOTHING


def _badge(value: object, problems: list[str]) -> bool:
    if _is_nothing(value) or _word(value) in _YES:
        return False
    if _word(value) in _NO:
        return True
    problems.append("badge must be on or off.")
    return False


def _pause(value: object, problems: list[str]) -> str | None:
    if _is_nothing(value) or _word(value) in _NO:
        return None
    if _word(value) in _YES:
        return "paused"
    words = _printable(value)[:_LONGEST_PAUSE].rstrip() if isinstance(value, str) else ""
    if not words:
        problems.append("paused must be a few words, such as 'on leave until 2027-02'.")
    return words or None


def _printable(text: str) -> str:
    """Text on one line, without characters that turn it around or that no page can hold."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _show(value: object, problems: list[str]) -> Show:
    if _is_nothing(value):
        return Show.FULL
    if _word(value) in list(Show):
        return Show(_word(value) or "")
    problems.append(f"show must be one of {', '.join(Show)}.")
    return Show.FULL


def _exclude(value: object, problems: list[str]) -> frozenset[str]:
    if _is_nothing(value):
        return frozenset()
    words = [_word(name) or "" for name in (value if isinstance(value, list) else [value])]
    if all(name.count("/") == 1 for name in words):
        return frozenset(words)
    problems.append("exclude must be a list of repositories, such as [octo/hello].")
    return frozenset()
