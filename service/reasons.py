"""The score in words: how sure it is and why it is what it is."""

from collections.abc import Sequence
from datetime import date

from service.evidence import Depth, Evidence, GapCode
from service.score import Confidence

_SERIOUS = frozenset({GapCode.PARTIAL_ANSWER, GapCode.WINDOW_TOO_LARGE})
_LIGHT = frozenset(
    {GapCode.COMMITS_NOT_LOOKED_AT, GapCode.REPOSITORIES_NOT_LOOKED_AT, GapCode.PULL_REQUESTS_NOT_LOOKED_AT}
)
_TOO_LOW_TO_RULE_OUT_PRIVATE_WORK = 40


def confidence(evidence: Evidence, value: int | None) -> Confidence:
    """High, medium or low: what was not seen, and whether seeing it could change the answer."""
    codes = {gap.code for gap in evidence.gaps}
    low_and_blind = (value or 0) < _TOO_LOW_TO_RULE_OUT_PRIVATE_WORK and GapCode.PRIVATE_NOT_VISIBLE in codes
    if value is None or codes & _SERIOUS or low_and_blind or evidence.depth is Depth.WITHOUT_TOKEN:
        return Confidence.LOW
    if evidence.depth is not Depth.FULL or GapCode.PRIVATE_COUNTED_ONLY in codes or _mostly_unseen(evidence):
        return Confidence.MEDIUM
    return Confidence.HIGH


def _mostly_unseen(evidence: Evidence) -> bool:
    seen = evidence.looked_at
    return bool({gap.code for gap in evidence.gaps} & _LIGHT) and seen.commits * 2 < seen.commits_total


def why(evidence: Evidence, coding: Sequence[date], private_days: int) -> tuple[str, ...]:
    """One or two plain sentences."""
    return tuple(sentence for sentence in (_rhythm(coding, private_days), _engagement(evidence)) if sentence)


def _rhythm(coding: Sequence[date], private_days: int) -> str:
    private = f"{_count(private_days, 'day')} of private contributions" if private_days else ""
    if coding:
        also = f", besides {private}" if private else ""
        return f"Wrote code on {_count(len(coding), 'day')} in the last 12 weeks, last on {_long(coding[-1])}{also}."
    if private:
        return f"In the last 12 weeks {private} can be counted; what they hold is not visible."
    return "No code in the last 12 weeks can be seen from here; work elsewhere, or in private, would not show."


def _engagement(evidence: Evidence) -> str:
    acts = [
        f"gave {_count(evidence.reviews, 'review')}" if evidence.reviews else "",
        f"had {_count(evidence.merged_pull_requests, 'pull request')} merged" if evidence.merged_pull_requests else "",
        f"merged {_count(evidence.merges_of_others, 'pull request')} of others" if evidence.merges_of_others else "",
    ]
    told = [act for act in acts if act]
    if not told:
        return ""
    text = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return text[0].upper() + text[1:] + "."


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _long(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
