"""Whole sentences of badges and cards in the reader's language: pure.

Messages are written in English where they arise, for programs and logs. Here a locale's own sentence takes the place of
those that have a code; what a person or an operator wrote in their own words stays as it is.
"""

import re

from service.errors import ServiceError, Status
from service.evidence import Gap, Show
from service.render.words import DEFAULT_LOCALE, Words
from service.score import Score

_NUMBER = re.compile(r"\d+")
_PAUSE = re.compile(r".+ asked for a pause: (?P<reason>.+)\.")


def gap_sentence(gap: Gap, words: Words) -> str:
    """What could not be seen, with the numbers of the gap's own message."""
    template = words.gap_sentences.get(gap.code, "")
    numbers = _NUMBER.findall(gap.message)
    return template.format(*numbers) if template and template.count("{") == len(numbers) else gap.message


def status_sentence(login: str, error: ServiceError, status: Status, words: Words) -> str:
    """Why there is no score; `login` may be empty if it is not known whose."""
    template = words.status_sentences.get(status)
    reason = _reason(str(error), words) if status is Status.PAUSED else ""
    if not template or not login or reason is None:
        return str(error)
    return template.format(login=login, reason=reason, message=error)


def _reason(message: str, words: Words) -> str | None:
    """Why somebody paused, in their own words or, if they have none, in ours; None if it was another kind of pause."""
    found = _PAUSE.fullmatch(message)
    if found is None:
        return None
    return words.statuses[Status.PAUSED] if found["reason"] == Status.PAUSED else found["reason"]


def evidence_sentences(score: Score, show: Show, words: Words) -> str:
    """What the level means and, if that is shown, the figures behind it."""
    if show is not Show.FULL:
        return words.meanings[score.level]
    meaning, figures = words.sentence(words.meanings[score.level]), _figures(score, words)
    if words.locale == DEFAULT_LOCALE:
        return " ".join((meaning, *score.why))
    return " ".join((meaning, words.sentence(words.comma.join(figures)))) if figures else meaning


def is_only_private(score: Score) -> bool:
    """Whether all that is known of this person's days is that there were some, in private."""
    return bool(score.private_days and not score.coding_days)


def _figures(score: Score, words: Words) -> list[str]:
    if score.value is None:
        return []
    figures = [] if is_only_private(score) else [words.coding_days.of(score.coding_days)]
    if score.private_days:
        figures.append(words.private_days.of(score.private_days))
    if score.last_coding_day:
        figures.append(f"{words.last_coding_day}{words.colon}{words.date(score.last_coding_day)}")
    return figures
