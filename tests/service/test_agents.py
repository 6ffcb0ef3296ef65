"""Telling people from machines by the marks that machines write."""

import pytest

from service.agents import Actor, actor_of, assisted, is_machine_login, login_of_noreply
from service.data import table

TABLES = table("agents")
AGENTS, MACHINES = TABLES["agents"], TABLES["machines"]


def _column(rows: list[dict[str, list[str]]], name: str) -> list[str]:
    return [value for row in rows for value in row.get(name, [])]


@pytest.mark.parametrize("email", _column(AGENTS, "emails"))
def test_an_agents_address_makes_an_agent_and_an_assisted_commit(email: str) -> None:
    assert actor_of(login=None, email=email) is Actor.AGENT
    assert assisted(f"Mend the door\n\nCo-authored-by: Somebody <{email}>")


@pytest.mark.parametrize("login", _column(AGENTS, "logins"))
def test_an_agents_login_makes_an_agent_with_and_without_its_number(login: str) -> None:
    assert actor_of(login=login, email=None) is Actor.AGENT
    assert actor_of(login=None, email=f"{login}@users.noreply.github.com") is Actor.AGENT
    assert actor_of(login=None, email=f"4321+{login.upper()}@users.noreply.github.com") is Actor.AGENT
    assert assisted(f"Mend the door\n\nCo-authored-by: Somebody <98765+{login}@users.noreply.github.com>")
    assert is_machine_login(login)


@pytest.mark.parametrize("line", _column(AGENTS, "lines"))
def test_a_line_that_only_a_tool_writes_makes_an_assisted_commit(line: str) -> None:
    assert assisted(f"Mend the door\n\n{line}1")
    assert not assisted(f"Mend the door, which says {line}1")


@pytest.mark.parametrize("login", _column(MACHINES, "logins"))
def test_a_machine_with_an_ordinary_account_is_a_bot(login: str) -> None:
    assert actor_of(login=login, email=None, typename="User") is Actor.BOT
    assert is_machine_login(login.upper())


@pytest.mark.parametrize("email", _column(MACHINES, "emails"))
def test_a_machines_address_makes_a_bot_but_no_assistant(email: str) -> None:
    assert actor_of(login=None, email=email) is Actor.BOT
    assert not assisted(f"Mend the door\n\nCo-authored-by: Somebody <{email}>")


@pytest.mark.parametrize("row", TABLES["left_out"], ids=lambda row: row["email"])
def test_an_address_that_was_left_out_for_a_reason_is_a_persons(row: dict[str, str]) -> None:
    assert actor_of(login=None, email=row["email"]) is Actor.PERSON
    assert not assisted(f"Mend the door\n\nCo-authored-by: Somebody <{row['email']}>")


def test_every_row_says_what_it_is_and_where_it_is_known_from() -> None:
    for row in AGENTS:
        assert row["mark"] in {"author", "co-author", "session", "assist"}, row["tool"]
        assert row["trust"] in {"high", "medium", "low"}, row["tool"]
        assert row["source"].startswith("https://") or row["source"] == "observed in public commits", row["tool"]
        assert set(row) & {"emails", "logins", "lines"}, row["tool"]
    assert all(row["source"].startswith("https://") and row["what"] for row in MACHINES)


def test_a_name_is_no_evidence() -> None:
    assert actor_of(login="claude-dubois", email="claude@dubois.example") is Actor.PERSON
    assert not assisted("Mend the door\n\nCo-authored-by: Claude Dubois <claude@dubois.example>")
    assert not assisted("Mend the door\n\nCo-authored-by: Copilot")


@pytest.mark.parametrize("domain", ["openai.com", "anthropic.com", "cursor.com", "aider.chat", "github.com"])
def test_a_vendors_domain_is_no_evidence_because_people_work_there(domain: str) -> None:
    assert actor_of(login="jane", email=f"jane@{domain}") is Actor.PERSON
    assert not assisted(f"Mend the door\n\nCo-authored-by: Jane <jane@{domain}>")


def test_an_agents_address_counts_before_the_account_that_github_gives_it() -> None:
    assert actor_of(login="a-stranger", email="copilot@github.com", typename="User") is Actor.AGENT


@pytest.mark.parametrize("typename", ["Bot", "bot", "BOT"])
def test_githubs_word_for_an_app_makes_a_bot(typename: str) -> None:
    assert actor_of(login="some-app", email=None, typename=typename) is Actor.BOT


def test_an_app_without_its_suffix_is_known_when_github_says_that_it_is_an_app() -> None:
    assert actor_of(login="devin-ai-integration", email=None, typename="Bot") is Actor.AGENT
    assert actor_of(login="devin-ai-integration", email=None, typename="User") is Actor.PERSON


@pytest.mark.parametrize("login", ["dependabot[bot]", "Renovate[bot]", "some-app[bot]"])
def test_the_suffix_of_an_app_makes_a_bot(login: str) -> None:
    assert actor_of(login=login, email=None) is Actor.BOT
    assert actor_of(login=None, email=f"1+{login}@users.noreply.github.com") is Actor.BOT
    assert is_machine_login(login)


@pytest.mark.parametrize("login", ["octocat", "robotina", "abbot", "bot-lover"])
def test_a_person_is_no_machine(login: str) -> None:
    assert not is_machine_login(login)
    assert actor_of(login=login, email=f"1+{login}@users.noreply.github.com", typename="User") is Actor.PERSON


def test_nothing_known_is_no_reason_to_call_anybody_a_machine() -> None:
    assert actor_of(login=None, email=None) is Actor.PERSON
    assert actor_of(login="", email="", typename="") is Actor.PERSON


@pytest.mark.parametrize(
    ("email", "login"),
    [
        ("583231+octocat@users.noreply.github.com", "octocat"),
        ("octocat@users.noreply.github.com", "octocat"),
        ("583231+Octo-Cat@Users.NoReply.GitHub.com", "Octo-Cat"),
        ("49699333+dependabot[bot]@users.noreply.github.com", "dependabot[bot]"),
        ("7+mona_acme@users.noreply.github.com", "mona_acme"),
        ("octocat@example.com", None),
        ("x+octocat@users.noreply.github.com", None),
        ("1+@users.noreply.github.com", None),
        ("a b@users.noreply.github.com", None),
        ("@users.noreply.github.com", None),
        ("", None),
    ],
)
def test_a_hidden_address_names_its_login(email: str, login: str | None) -> None:
    assert login_of_noreply(email) == login
