"""What the person decides: `.still-engineering.yml` in their profile repository, read into a value."""

from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from service.evidence import Show

FILE = ".still-engineering.yml"
_LONGEST_PAUSE = 80
_LARGEST_FILE = 10_000
_KEYS = ("badge", "show", "exclude", "paused")


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
    """Read the file's text; whatever is wrong in it is said and has no effect."""
    if text is None:
        return Wishes()
    try:
        found = yaml.safe_load(text[:_LARGEST_FILE])
    except (yaml.YAMLError, ValueError, RecursionError):
        return Wishes(asked=True, problems=(f"{FILE} is not valid YAML.",))
    if found is None:
        return Wishes(asked=True)
    if not isinstance(found, Mapping):
        return Wishes(asked=True, problems=(f"{FILE} must be a list of keys: {', '.join(_KEYS)}.",))
    return _read(found)


def _read(found: Mapping[object, object]) -> Wishes:
    problems = [
        f"{key!r:.40} is not a key of {FILE}; allowed: {', '.join(_KEYS)}." for key in found if key not in _KEYS
    ]
    return Wishes(
        off=_badge(found.get("badge"), problems),
        paused=_pause(found.get("paused"), problems),
        show=_show(found.get("show"), problems),
        exclude=_exclude(found.get("exclude"), problems),
        asked=True,
        problems=tuple(problems),
    )


def _badge(value: object, problems: list[str]) -> bool:
    # YAML 1.1 reads a bare `off` as False and a bare `on` as True.
    if value in (None, True, "on"):
        return False
    if value in (False, "off"):
        return True
    problems.append("badge must be on or off.")
    return False


def _pause(value: object, problems: list[str]) -> str | None:
    if value in (None, False):
        return None
    if value is True:
        return "paused"
    if isinstance(value, str) and value.strip():
        return " ".join(value.split())[:_LONGEST_PAUSE]
    problems.append("paused must be a few words, such as 'on leave until 2027-02'.")
    return None


def _show(value: object, problems: list[str]) -> Show:
    if value is None:
        return Show.FULL
    if value in list(Show):
        return Show(str(value))
    problems.append(f"show must be one of {', '.join(Show)}.")
    return Show.FULL


def _exclude(value: object, problems: list[str]) -> frozenset[str]:
    names = [value] if isinstance(value, str) else value
    if names is None:
        return frozenset()
    if isinstance(names, list) and all(isinstance(name, str) and name.count("/") == 1 for name in names):
        return frozenset(name.lower() for name in names)
    problems.append("exclude must be a list of repositories, such as [octo/hello].")
    return frozenset()
