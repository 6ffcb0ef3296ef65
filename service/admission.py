"""Who is looked at at all: the operator's lists, decided before GitHub or a store is asked; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from service.errors import NotServed
from service.evidence import EvidenceSource, Login, Outcome
from service.publishing import midnight
from service.record import Record, record_of_opt_out
from service.store.policy import dated


@dataclass(frozen=True, slots=True)
class Admission:
    """The lists of one service; people and organisations alike.

    Attributes:
        allow: those who are served; empty means everybody.
        deny: those who never are, whatever the other list says.
    """

    allow: frozenset[Login] = frozenset()
    deny: frozenset[Login] = frozenset()

    def admits(self, login: Login) -> bool:
        """Whether GitHub may be asked about a login."""
        return login not in self.deny and (not self.allow or login in self.allow)

    def settled(self, login: Login, now: datetime) -> Record | None:
        """The answer for somebody who is never asked about, None for everybody else.

        Who is denied looks like one who opted out, so that nobody is singled out.

        Raises:
            NotServed: the login is not among those who are allowed.
        """
        if login in self.deny:
            return opted_out(login, now)
        if not self.admits(login):
            raise NotServed("This service answers for the people on its list, and this login is not on it.")
        return None


EVERYBODY = Admission()


def opted_out(login: Login, now: datetime) -> Record:
    """What is told of somebody who is not scored, whoever decided it and whenever: the same words and times all day."""
    today = midnight(now)
    return dated(record_of_opt_out(login, today), today, asked_per_day=0, left=None)


@dataclass(frozen=True, slots=True)
class AdmittedSource:
    """An evidence source that never hears of those who are not admitted, whoever asks and for whatever reason."""

    source: EvidenceSource
    admission: Admission

    def fetch(self, logins: Sequence[Login], *, now: datetime) -> Mapping[Login, Outcome]:
        """Look at each login that is admitted; every other one has its error as its value."""
        admitted = [login for login in logins if self.admission.admits(login)]
        refused = {login: NotServed("This login is not served here.") for login in logins if login not in admitted}
        return {**(self.source.fetch(admitted, now=now) if admitted else {}), **refused}

    def renamed(self, user_id: int) -> Login | None:
        """The login that the account has now, if that is admitted too."""
        login = self.source.renamed(user_id)
        return login if login and self.admission.admits(login) else None
