"""What GitHub's GraphQL answers instead of a value."""

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Fault(Exception):
    """One field has no value; the rest of the answer is not touched.

    Attributes:
        type: GitHub's word for it, such as NOT_FOUND.
        nulls_parent: the field may not be null, so that its parent becomes null.
    """

    message: str
    type: str
    nulls_parent: bool = False


@dataclass
class InvalidDocument(Exception):
    """The document asks for something that does not exist or is too large, so nothing is answered.

    Attributes:
        details: what GitHub writes beside the message.
    """

    message: str
    details: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """The one entry of the answer's errors."""
        return {**self.details, "message": self.message}


def not_found(kind: str, what: str) -> Fault:
    """There is no such thing, or not for this viewer."""
    article = "an" if kind == "Organization" else "a"
    return Fault(f"Could not resolve to {article} {kind} with the {what}.", "NOT_FOUND")
