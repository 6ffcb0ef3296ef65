"""Who a commit or a review comes from: a person, a bot, or an AI agent; and whether an assistant had a hand in it.

Only marks that a tool writes itself are matched: e-mail addresses, logins, and whole lines of a message. A name is
never evidence, because people are called Claude and Jules; nor is a vendor's domain, because people work there. Most
assistants leave no mark at all, so whatever is counted with this module is a lower bound. Every mark, with where it is
known from, is in `service/data/agents.json`.

All functions take time linear in their text: they cut it into lines and compare, without backtracking expressions.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from service.data import table

# Digits and a plus sign stand before the login since 2017.
# https://docs.github.com/en/account-and-profile/reference/email-addresses-reference#your-noreply-email-address
_NOREPLY = "@users.noreply.github.com"
_LOGIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}(?:\[bot\])?", re.IGNORECASE | re.ASCII)
_BOT = "[bot]"
_CO_AUTHORED_BY = "co-authored-by"
_ASSISTED_BY = "assisted-by"
# Tools and people put these before a line: a robot, an alien, a heart, Markdown's emphasis and quotation.
_DECORATION = " \t*_>\N{ROBOT FACE}\N{ALIEN MONSTER}\N{HEART WITH ARROW}"
_NOT_IN_AGENT = frozenset("<>@/")


class Actor(StrEnum):
    """What kind of account did something."""

    PERSON = "person"
    BOT = "bot"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class CoAuthor:
    """One `Co-authored-by` line of a commit message, as it is written there."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the table knows, in lower case."""

    agent_emails: frozenset[str]
    agent_logins: frozenset[str]
    machine_emails: frozenset[str]
    machine_logins: frozenset[str]
    lines: tuple[str, ...]


@cache
def _marks() -> _Marks:
    tables = table("agents")
    agents, machines = tables["agents"], tables["machines"]
    return _Marks(
        agent_emails=frozenset(_each(agents, "emails")),
        agent_logins=frozenset(_each(agents, "logins")),
        machine_emails=frozenset(_each(machines, "emails")),
        machine_logins=frozenset(_each(machines, "logins")),
        lines=tuple(_each(agents, "lines")),
    )


def _each(rows: Iterable[Mapping[str, Any]], column: str) -> Iterator[str]:
    return (value.lower() for row in rows for value in row.get(column, ()))


def actor_of(*, login: str | None, email: str | None, typename: str | None = None) -> Actor:
    """Say what acted; an identity that no mark is known for is a person.

    The e-mail counts before the login: GitHub may resolve an agent's address to a stranger's account.

    Args:
        login: the account, if GitHub knows one.
        email: the address in the commit, if there is one.
        typename: GraphQL's `__typename` or REST's `type`, such as `Bot`, if it was asked.
    """
    address = (email or "").strip()
    logins = {name.lower() for name in (login, login_of_noreply(address)) if name}
    if (typename or "").lower() == "bot":
        # GraphQL names an app without its suffix. https://docs.github.com/en/graphql/reference/objects#bot
        logins |= {name.removesuffix(_BOT) + _BOT for name in logins}
    marks = _marks()
    if _is_agent(address) or not logins.isdisjoint(marks.agent_logins):
        return Actor.AGENT
    if (
        (typename or "").lower() == "bot"
        or address.lower() in marks.machine_emails
        or any(map(is_machine_login, logins))
    ):
        return Actor.BOT
    return Actor.PERSON


def is_machine_login(login: str) -> bool:
    """Whether a login is that of a GitHub App or of a machine with an ordinary account."""
    key = login.strip().lower()
    marks = _marks()
    return key.endswith(_BOT) or key in marks.machine_logins or key in marks.agent_logins


def assisted(message: str) -> bool:
    """Whether a commit message carries the mark of an assistant; False means that nothing is known."""
    return any(map(_is_mark, message.splitlines()))


def co_authors(message: str) -> tuple[CoAuthor, ...]:
    """Everybody whom the message names as co-author, machines too, each once, in their order."""
    values = (value for key, value in map(_trailer, message.splitlines()) if key == _CO_AUTHORED_BY)
    return tuple(dict.fromkeys(found for found in map(_co_author, values) if found is not None))


def login_of_noreply(email: str) -> str | None:
    """The login inside an address that GitHub made to hide one, such as `1+octocat@users.noreply.github.com`."""
    address = email.strip()
    if not address.lower().endswith(_NOREPLY):
        return None
    local = address[: -len(_NOREPLY)]
    digits, plus, login = local.partition("+")
    candidate = login if plus and digits.isdecimal() else local
    return candidate if _LOGIN.fullmatch(candidate) else None


def _is_mark(line: str) -> bool:
    text = line.lstrip(_DECORATION)
    if text.lower().startswith(_marks().lines):
        return True
    key, value = _trailer(text)
    if key == _ASSISTED_BY and _names_agent_and_model(value):
        return True
    if key not in (_CO_AUTHORED_BY, _ASSISTED_BY):
        return False
    found = _co_author(value)
    return found is not None and _is_agent(found.email)


def _trailer(line: str) -> tuple[str, str]:
    key, _, value = line.partition(":")
    return key.strip().lower(), value.strip()


def _co_author(value: str) -> CoAuthor | None:
    name, opened, rest = value.partition("<")
    email, closed, _ = rest.partition(">")
    return CoAuthor(name.strip(), email.strip()) if opened and closed and email.strip() else None


def _is_agent(email: str) -> bool:
    marks = _marks()
    return email.lower() in marks.agent_emails or (login_of_noreply(email) or "").lower() in marks.agent_logins


def _names_agent_and_model(value: str) -> bool:
    """Whether a value has the kernel's form `AGENT:MODEL [TOOL]...`; a person's name and address has not.

    https://github.com/torvalds/linux/blob/master/Documentation/process/coding-assistants.rst
    """
    agent, colon, model = value.partition(":")
    starts_a_word = model[:1] not in ("", " ", "\t", "/")
    return (
        bool(colon) and bool(agent.strip()) and starts_a_word and _NOT_IN_AGENT.isdisjoint(agent) and "@" not in model
    )
