"""Labels as locks: GitHub creates each name only once, and gives each label an ID of its own."""

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
from service.github_api.outcomes import Verdict, judge_graphql, judge_rest, type_of
from service.github_api.transport import Answer, Json

COLOUR = "0e8a16"
RECENT = timedelta(minutes=15)
"""A claim that is older was given up: no run holds one that long, even if the clocks of two runners differ."""
_UNPROCESSABLE = 422
_LONGEST_LABEL = 50
_NUMBER = 2
_NAMES, _TRIES = 5, 4
_STAMP = re.compile(r"\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) ([0-9a-f]{16})\)$")
# REST deletes a label by its name, and so perhaps the one that another run has just created.
# https://docs.github.com/en/graphql/reference/mutations#deletelabel
_DELETE = """\
mutation Delete($input: DeleteLabelInput!) {
  deleteLabel(input: $input) { clientMutationId }
}
"""
_PASSING = frozenset({"", "NOT_FOUND"})
"""Errors after which a label may be gone, or may be deleted the next time."""


class Claim(Enum):
    """Who holds a label.

    OURS: this run created it just now. TAKEN_NOW: another run did. TAKEN: a run did that has given it up.
    FOREIGN: it is no lock, but a label of people.
    """

    OURS = auto()
    TAKEN_NOW = auto()
    TAKEN = auto()
    FOREIGN = auto()


@dataclass(frozen=True, slots=True)
class Lock:
    """A label that exists.

    Attributes:
        id: the ID of its node; a later label of the same name has another one.
    """

    claim: Claim
    name: str
    id: str


@dataclass(frozen=True, slots=True)
class Claims:
    """The lock of one report.

    Attributes:
        label: its name; numbers follow it only while people have a label of that name.
    """

    desk: Desk
    repository: str
    label: str
    nonce: str = field(default_factory=lambda: secrets.token_hex(8))

    def take(self) -> Lock:
        """Try to create the label, and tell who holds it.

        Raises:
            NotPosted: the token may not create labels, or GitHub does not say who did.
        """
        for number in range(1, _NAMES + 1):
            lock = self._take(self.label if number == 1 else f"{self.label}-{number}")
            if lock.claim is not Claim.FOREIGN:
                return lock
        raise NotPosted(
            f"The report needs a label of its own in {self.repository}, and people use {self.label} and those with "
            f"-2 to -{_NAMES} after it. {_ask_to_delete(self.label, self.repository)}"
        )

    def free(self, lock: Lock) -> None:
        """Delete this very label; one of the same name that another run has created meanwhile stays.

        An answer may be lost: whoever takes the lock next sees whether the label is still there.

        Raises:
            NotPosted: GitHub does not allow it.
        """
        outcome = judge_graphql(self.desk.mutate(_DELETE, {"input": {"id": lock.id}}), self._now())
        types = frozenset(map(type_of, outcome.errors))
        if outcome.failed or outcome.verdict is Verdict.SPLIT or (outcome.verdict is Verdict.USE and types <= _PASSING):
            return
        reason = outcome.reason or ", ".join(sorted(types))
        raise NotPosted(
            f"GitHub does not let the label {lock.name}, which a run left behind, be deleted ({reason}). "
            f"{_ask_to_delete(lock.name, self.repository)}"
        )

    def show(self, label: str) -> None:
        """Create the label that people see, so that it has its colour; it locks nothing, and may exist already."""
        description = "Reports of Still Engineering"
        self.desk.create(
            f"/repos/{self.repository}/labels", {"name": label, "color": COLOUR, "description": description}
        )

    def given_up(self) -> NotPosted:
        """The error when there is neither an issue nor a lock after every try."""
        return NotPosted(
            f"The issue could not be created in {self.repository}; run the workflow again. If that does not help: "
            f"{_ask_to_delete(self.label, self.repository)}"
        )

    def _take(self, name: str) -> Lock:
        began = self._now()
        for _ in range(_TRIES):
            now = self._now()
            description = (
                f"Lock of a report of Still Engineering ({now.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} {self.nonce})"
            )
            fresh = {"name": name, "color": COLOUR, "description": description}
            answer = self.desk.create(f"/repos/{self.repository}/labels", fresh)
            if was_written(answer):
                return Lock(Claim.OURS, name, _id(answer.body))
            lost = judge_rest(answer, now).verdict is Verdict.RETRY
            if not lost and answer.status != _UNPROCESSABLE:
                raise self._refused(answer)
            holder = self._holder(name, began)
            if holder:
                return holder
        raise NotPosted(f"GitHub does not say whether the label {name} exists in {self.repository}; run again later.")

    def _holder(self, name: str, began: datetime) -> Lock | None:
        """Who holds a label that may exist; None if it does not."""
        reader = Reader(self.desk, self._now)
        try:
            found = reader.get(f"/repos/{self.repository}/labels/{quote(name, safe='')}")
        except Unknown:
            return None
        label = found if isinstance(found, dict) else {}
        return Lock(self._judge(str(label.get("description") or ""), began), name, _id(label))

    def _judge(self, description: str, began: datetime) -> Claim:
        """Who wrote this description; `began` is when this run began to create the label."""
        stamp = _STAMP.search(description)
        if stamp is None:
            return Claim.FOREIGN
        since = datetime.strptime(stamp[1], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        if stamp[2] == self.nonce:
            # This run may have created it long ago, and has given it up since; the stamp knows no parts of a second.
            return Claim.OURS if since >= began.replace(microsecond=0) else Claim.TAKEN
        return Claim.TAKEN_NOW if self._now() - since < RECENT else Claim.TAKEN

    def _refused(self, answer: Answer) -> NotPosted:
        reason = judge_rest(answer, self._now()).reason or f"status {answer.status}"
        return NotPosted(
            f"GitHub did not take the report's label in {self.repository} ({reason}). "
            "The post-token needs issues: write there."
        )

    def _now(self) -> datetime:
        return self.desk.patience.time.now()


def lock_name(label: str, marker: str) -> str:
    """The name of a report's lock: beside its label, and of that report alone.

    The lock stays when the issue is there, so reports that shared one would wait for each other's issue.
    """
    digest = hashlib.sha256(marker.encode()).hexdigest()[:8]
    return f"{label[: _LONGEST_LABEL - len(digest) - 1 - _NUMBER]}-{digest}"


def _ask_to_delete(name: str, repository: str) -> str:
    return f"Delete the label {name} of {repository} (under Issues, Labels) and run the workflow again."


def _id(label: Json) -> str:
    return str(label.get("node_id") or "")
