"""The inputs of the Action: read from `INPUT_*` variables once, checked, and frozen.

A composite action gets no `INPUT_*` variables from the runner; `action.yml` sets each of them by `env:`, so that no
input is ever pasted into a script.
https://docs.github.com/en/actions/concepts/security/script-injections
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from action.errors import BadInput
from action.fields import FIELDS, Audience, FailOn, Mode, SourceKind, Target
from action.runner import parse_repository
from service.errors import BotAccount, InvalidLogin
from service.evidence import Login, parse_login

DEMO_ORGANISATION = "harbour-works"
_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}", re.ASCII)
_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Source:
    """The one place where the people come from; `organisation` is empty for lists of logins."""

    kind: SourceKind
    value: str

    @property
    def organisation(self) -> str:
        """The organisation, also that of a team."""
        return self.value.partition("/")[0] if self.kind in {SourceKind.ORG, SourceKind.TEAM} else ""

    @property
    def slug(self) -> str:
        """The team."""
        return self.value.partition("/")[2]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the workflow asked for.

    Attributes:
        users: the logins of `users`; those of `users-file` are read later.
        post_to: empty for `none`.
        issue_repository: empty if there is none, which is fine unless something is posted there.
    """

    source: Source
    users: tuple[str, ...]
    token: str = field(repr=False)
    post_token: str = field(repr=False)
    post_to: frozenset[Target]
    audience: Audience
    min_group_size: int
    exclude: frozenset[Login]
    opt_out_file: Path | None
    badges_dir: Path | None
    issue_title: str
    issue_label: str
    issue_repository: str
    mode: Mode
    repository: str
    cache_dir: Path | None
    max_requests: int | None
    fail_on: FailOn
    dry_run: bool
    demo: bool

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> "Inputs":
        """Read every input; an empty one has its default.

        Raises:
            BadInput: names the first input that is wrong and what is allowed.
        """
        given = {spec.name: environ.get(spec.variable, "").strip() or spec.default for spec in FIELDS}
        demo = _flag("demo", given["demo"])
        repository = given["issue-repository"] or environ.get("GITHUB_REPOSITORY", "")
        return cls(
            source=_source(given, demo=demo),
            users=_words(given["users"]),
            token=_secret("token", given["token"]),
            post_token=_secret("post-token", given["post-token"]) or given["token"],
            post_to=_targets(given["post-to"]),
            audience=_choice("audience", given["audience"], Audience),
            min_group_size=_number("min-group-size", given["min-group-size"]),
            exclude=_logins("exclude", _words(given["exclude"])),
            opt_out_file=_path(given["opt-out-file"]),
            badges_dir=_path(given["badges-dir"]),
            issue_title=_line("issue-title", given["issue-title"], 200),
            issue_label=_line("issue-label", given["issue-label"].replace(",", " "), 40),
            issue_repository=parse_repository("issue-repository", repository) if repository else "",
            mode=_choice("mode", given["mode"], Mode),
            repository=parse_repository("repository", given["repository"]) if given["repository"] else "",
            cache_dir=_path(given["cache-dir"]),
            max_requests=_number("max-requests", given["max-requests"]) if given["max-requests"] else None,
            fail_on=_choice("fail-on", given["fail-on"], FailOn),
            dry_run=_flag("dry-run", given["dry-run"]),
            demo=demo,
        )


def parse_logins(name: str, words: Iterable[str]) -> tuple[Login, ...]:
    """Logins that somebody wrote, each once, in their order; machines are left out.

    Raises:
        BadInput: one of them cannot be a login.
    """
    found: dict[Login, None] = {}
    for word in words:
        try:
            found[parse_login(word)] = None
        except BotAccount:
            continue
        except InvalidLogin as error:
            raise BadInput(f"{name}: {error}") from None
    return tuple(found)


def _logins(name: str, words: Iterable[str]) -> frozenset[Login]:
    return frozenset(parse_logins(name, words))


def _source(given: Mapping[str, str], *, demo: bool) -> Source:
    named = [kind for kind in SourceKind if given[kind]]
    if not named and demo:
        return Source(SourceKind.ORG, DEMO_ORGANISATION)
    if len(named) != 1:
        told = f"given: {', '.join(named)}" if named else "none is given"
        raise BadInput(f"Give exactly one of {', '.join(SourceKind)}; {told}.")
    value = given[named[0]]
    return Source(named[0], _CHECKS[named[0]](value))


def _organisation(value: str) -> str:
    logins = parse_logins("org", [value])
    if not logins:
        raise BadInput(f"org must be an organisation, and {value[:40]!r} is a machine.")
    return logins[0]


def _team(value: str) -> str:
    organisation, _, slug = value.lower().removeprefix("@").partition("/")
    if not _SLUG.fullmatch(slug) or not _SLUG.fullmatch(organisation):
        raise BadInput(f"team must be written as organisation/team-slug, and it is {value[:80]!r}.")
    return f"{_organisation(organisation)}/{slug}"


_CHECKS: Mapping[SourceKind, Callable[[str], str]] = {
    SourceKind.ORG: _organisation,
    SourceKind.TEAM: _team,
    SourceKind.USERS: lambda _: "",
    SourceKind.USERS_FILE: str,
}


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\s,]+", text))


def _targets(text: str) -> frozenset[Target]:
    words = _words(text.lower())
    if words == ("none",):
        return frozenset()
    allowed = (*Target, "none")
    for word in words:
        if word not in allowed or word == "none":
            reason = "none stands alone" if word == "none" else f"{word[:40]!r} is not one of {', '.join(allowed)}"
            raise BadInput(f"post-to: {reason}.")
    return frozenset(map(Target, words))


def _choice(name: str, text: str, kind: type[_Choice]) -> _Choice:
    try:
        return kind(text.lower())
    except ValueError:
        raise BadInput(f"{name} must be one of {', '.join(kind)}, and it is {text[:40]!r}.") from None


def _flag(name: str, text: str) -> bool:
    """YAML 1.2's booleans, as https://github.com/actions/toolkit reads them."""
    if text in {"true", "True", "TRUE"}:
        return True
    if text in {"false", "False", "FALSE"}:
        return False
    raise BadInput(f"{name} must be true or false, and it is {text[:40]!r}.")


def _number(name: str, text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,6}", text, re.ASCII):
        raise BadInput(f"{name} must be a whole number from 1 on, and it is {text[:40]!r}.")
    return int(text)


def _line(name: str, text: str, longest: int) -> str:
    flat = " ".join(text.split())
    if not flat or len(flat) > longest or not flat.isprintable():
        raise BadInput(f"{name} must be one line of at most {longest} visible characters.")
    return flat


def _secret(name: str, text: str) -> str:
    if not text.isascii() or not text.isprintable() or " " in text:
        raise BadInput(f"{name} must be one word; it holds a space, a line break or a letter that no token has.")
    return text


def _path(text: str) -> Path | None:
    return Path(text) if text else None
