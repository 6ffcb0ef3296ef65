"""What the doctor says: one sentence about one thing, how grave it is, and what to do; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Level(StrEnum):
    """How grave a finding is."""

    OK = "ok"
    ADVICE = "advice"  # it works, and something is worth doing
    NO_ANSWER = "no answer"  # GitHub could not be asked
    WRONG = "wrong"  # a setting is wrong


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was examined.

    Attributes:
        subject: what it is about, such as `token 2` or `REDIS_URL`; never a secret.
        remedy: what to do about it; empty if nothing is to be done.
    """

    subject: str
    level: Level
    text: str
    remedy: str = ""


_WORST_FIRST = (Level.WRONG, Level.NO_ANSWER, Level.ADVICE, Level.OK)
_EXIT_CODES = {Level.OK: 0, Level.ADVICE: 1, Level.WRONG: 2, Level.NO_ANSWER: 3}
_CLOSING = {
    Level.OK: "All is well.",
    Level.ADVICE: "It works, and something is worth doing.",
    Level.WRONG: "A setting is wrong.",
    Level.NO_ANSWER: "GitHub could not be asked.",
}


def ok(subject: str, text: str) -> Finding:
    """All is well with this."""
    return Finding(subject, Level.OK, text)


def advice(subject: str, text: str, remedy: str) -> Finding:
    """It works, and could be better."""
    return Finding(subject, Level.ADVICE, text, remedy)


def no_answer(subject: str, text: str, remedy: str) -> Finding:
    """Nobody knows, because nobody answered."""
    return Finding(subject, Level.NO_ANSWER, text, remedy)


def wrong(subject: str, text: str, remedy: str) -> Finding:
    """A setting keeps it from working."""
    return Finding(subject, Level.WRONG, text, remedy)


def worst(findings: Sequence[Finding]) -> Level:
    """The gravest of all; a wrong setting comes before a silence, for it may be its reason."""
    found = {finding.level for finding in findings}
    return next((level for level in _WORST_FIRST if level in found), Level.OK)


def exit_code(findings: Sequence[Finding]) -> int:
    """0 all well, 1 something is worth doing, 2 a setting is wrong, 3 GitHub could not be asked."""
    return _EXIT_CODES[worst(findings)]


def as_text(findings: Sequence[Finding]) -> Iterator[str]:
    """A line for each finding, and one for all."""
    for finding in findings:
        yield f"{finding.level:<9}  {finding.subject}: {finding.text} {finding.remedy}".rstrip()
    yield _CLOSING[worst(findings)]


def as_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """The same for programs."""
    return {"exit_code": exit_code(findings), "findings": [asdict(finding) for finding in findings]}
