"""Labels as locks: GitHub creates each only once."""

import hashlib
import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from urllib.parse import quote

from action.errors import NotPosted, Unknown
from action.publish.writing import Desk, was_written
from action.reader import Reader
from service.github_api.outcomes import Verdict, judge_rest
from service.github_api.transport import Answer

COLOUR = "0e8a16"
RECENT = timedelta(minutes=6)
"""A claim that is older was given up; longer than any run holds one."""
_UNPROCESSABLE = 422
_LONGEST_LABEL = 50
_NUMBER = 2
_TRIES = 4
_STAMP = re.compile(r"\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) ([0-9a-f]{16})\)$")


class Claim(Enum):
    """Who holds a label.

    OURS: this run created it just now. TAKEN_NOW: another run did. TAKEN: it has been there for a while.
    """

    OURS = auto()
    TAKEN_NOW = auto()
    TAKEN = auto()


@dataclass(frozen=True, slots=True)
class Claims:
    """The locks of one report: all but the first are only made after an accident.

    Attributes:
        label: the name of the first.
    """

    desk: Desk
    repository: str
    label: str
    nonce: str = field(default_factory=lambda: secrets.token_hex(8))

    def take(self, number: int) -> Claim:
        """Try to create the label of this number.

        Raises:
            NotPosted: the token may not create labels, or GitHub does not say who did.
        """
        name = self.label if number == 1 else f"{self.label}-{number}"
        for _ in range(_TRIES):
            now = self.desk.patience.time.now()
            description = (
                f"Lock of a report of Still Engineering ({now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} {self.nonce})"
            )
            fresh = {"name": name, "color": COLOUR, "description": description}
            answer = self.desk.create(f"/repos/{self.repository}/labels", fresh)
            if was_written(answer):
                return Claim.OURS
            lost = judge_rest(answer, now).verdict is Verdict.RETRY
            if not lost and answer.status != _UNPROCESSABLE:
                raise self._refused(answer)
            holder = self._holder(name, now)
            if holder:
                return holder
        raise NotPosted(f"GitHub does not say whether the label {name} exists in {self.repository}; run again later.")

    def show(self, label: str) -> None:
        """Create the label that people see, so that it has its colour; it locks nothing, and may exist already."""
        description = "Reports of Still Engineering"
        self.desk.create(
            f"/repos/{self.repository}/labels", {"name": label, "color": COLOUR, "description": description}
        )

    def _holder(self, name: str, now: datetime) -> Claim | None:
        """Who holds a label that may exist; None if it does not."""
        reader = Reader(self.desk, self.desk.patience.time.now)
        try:
            found = reader.get(f"/repos/{self.repository}/labels/{quote(name, safe='')}")
        except Unknown:
            return None
        stamp = _STAMP.search(str(found.get("description") or "")) if isinstance(found, dict) else None
        if stamp is None:
            return Claim.TAKEN
        if stamp[2] == self.nonce:
            return Claim.OURS
        since = datetime.strptime(stamp[1], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        return Claim.TAKEN_NOW if abs(now - since) < RECENT else Claim.TAKEN

    def _refused(self, answer: Answer) -> NotPosted:
        reason = judge_rest(answer, self.desk.patience.time.now()).reason or f"status {answer.status}"
        return NotPosted(
            f"GitHub did not take the report's label in {self.repository} ({reason}). "
            "The post-token needs issues: write there."
        )


def lock_name(label: str, marker: str) -> str:
    """The name of a report's first lock: beside its label, and of that report alone.

    Locks stay for good, so reports that shared them would use them up for each other.
    """
    digest = hashlib.sha256(marker.encode()).hexdigest()[:8]
    return f"{label[: _LONGEST_LABEL - len(digest) - 1 - _NUMBER]}-{digest}"
