"""Parameters that allow a few words: one sentence for everyone who writes another."""

from collections.abc import Iterable

from service.errors import InvalidParameter

_SHOWN = 40


def shown(text: str) -> str:
    """What somebody wrote, quoted and short enough to stand in a sentence."""
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "...")


def parse_choice(parameter: str, text: str, allowed: Iterable[str]) -> str:
    """The one of the allowed words that `text` is, in any case and with spaces around it.

    Raises:
        InvalidParameter: it is none of them; the sentence lists them.
    """
    words = tuple(allowed)
    wanted = text.strip().casefold()
    for word in words:
        if word.casefold() == wanted:
            return word
    raise InvalidParameter(f"{parameter}={shown(text)} is not known; choose one of {', '.join(words)}.")
