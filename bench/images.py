"""What a reader of a README may expect of an image, whatever else happens: pure."""

import re
import xml.etree.ElementTree as ET

from bench.client import Answer

SECONDS = 3.0
"""A little less than GitHub's image proxy waits; https://github.com/badges/shields/issues/4878."""
OK, STALE = "ok", "stale"
WAITING = frozenset({"warming", "upstream"})
_LONGEST = {STALE: 300, "warming": 120, "upstream": 120, "not-found": 300, "bad-request": 300}
"""Seconds for which an answer may be kept that soon says something else."""
_SETTLED = frozenset({OK, "not-visible", "organisation", "bot", "paused", "opted-out"})
_SETTLED_SECONDS = 3600
_SVG = "{http://www.w3.org/2000/svg}svg"
_MAX_AGE = re.compile(r"(?:^|[ ,])max-age=(\d+)")
_VALUE = re.compile(r"\b(\d{1,3}) of 100\b")


def fault_of(answer: Answer) -> str | None:
    """What is wrong with an image, None if nothing is."""
    if answer.status != 200:  # noqa: PLR2004 - the HTTP status
        return f"status {answer.status}"
    if answer.seconds > SECONDS:
        return f"took more than {SECONDS:g} s"
    if answer.headers.get("content-type") != "image/svg+xml" or not is_svg(answer.body):
        return "no SVG"
    return lifetime_fault(answer)


def is_svg(body: bytes) -> bool:
    """Whether these bytes are well-formed and an SVG."""
    try:
        return ET.fromstring(body).tag == _SVG  # noqa: S314 - our own service's answer
    except ET.ParseError:
        return False


def status_of(answer: Answer) -> str:
    """The word for programs that an image is sent with."""
    return answer.headers.get("x-badge-status", "none")


def lifetime_fault(answer: Answer) -> str | None:
    """Whether an image may be kept for longer, or for less long, than what it says holds."""
    status = status_of(answer)
    found = _MAX_AGE.search(answer.headers.get("cache-control", ""))
    if found is None:
        return "no lifetime"
    seconds = int(found[1])
    if status in _SETTLED:
        return None if seconds >= _SETTLED_SECONDS else f"{status} for only {seconds} s"
    if status not in _LONGEST:
        return f"unknown status {status}"
    return None if 0 < seconds <= _LONGEST[status] else f"{status} for {seconds} s"


def value_of(answer: Answer) -> int | None:
    """The score that an image speaks of, None if it speaks of none."""
    found = _VALUE.search(answer.body.decode())
    return int(found[1]) if found else None


def loss_of(answer: Answer, value: int) -> str | None:
    """How an image of somebody with a known score falls short of it."""
    if status_of(answer) not in {OK, STALE}:
        return f"known, but {status_of(answer)}"
    return None if value_of(answer) == value else "known, but another score"
