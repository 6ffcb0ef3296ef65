"""The demo's people as evidence: whoever is not among them is told that this is the demo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.errors import UnknownLogin
from service.evidence import EvidenceSource, Login, Outcome


@dataclass(frozen=True, slots=True)
class DemoSource:
    """An evidence source over the invented GitHub, which knows nothing of what the real one knows."""

    source: EvidenceSource

    def fetch(self, logins: Sequence[Login], *, now: datetime) -> Mapping[Login, Outcome]:
        """Look at each login; to somebody of the real GitHub it would be false that GitHub does not know them."""
        found = self.source.fetch(logins, now=now)
        return {login: _said(login, outcome) for login, outcome in found.items()}

    def renamed(self, user_id: int) -> Login | None:
        """The login that the account has now."""
        return self.source.renamed(user_id)


def _said(login: Login, outcome: Outcome) -> Outcome:
    if isinstance(outcome, UnknownLogin):
        return UnknownLogin(f"Nobody in the demo is called {login}; for real people start without --demo.")
    return outcome
