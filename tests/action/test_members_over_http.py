"""Who is looked at, asked of a GitHub on a socket."""

from datetime import timedelta
from pathlib import Path

import pytest

from action.errors import NotAllowed, Unknown
from action.members import Roster, find_people, read_opt_outs
from action.patience import Limits, Patience, PatientTransport
from action.reader import Reader
from service.github_api.client import Client
from tests.action.unit.invented import clocks, the_inputs
from tests.fakes import NOW, FakeClock
from tests.github_stub import GitHubStub


def asking(stub: GitHubStub, token: str) -> Reader:
    clock = FakeClock()
    patience = Patience(clocks(clock), Limits(NOW + timedelta(hours=1)))
    return Reader(PatientTransport(Client(stub.url, token), patience), clock)


def found(stub: GitHubStub, token: str = "ghp_member", folder: Path = Path(), **given: str) -> Roster:  # noqa: S107 - invented
    given_inputs = the_inputs(**given)
    opt_outs = read_opt_outs(given_inputs, folder)
    return find_people(asking(stub, token), given_inputs, folder, opt_outs, stub.clock())


def test_a_member_sees_all_members_and_teams(stub: GitHubStub) -> None:
    roster = found(stub, org="Harbour-Works")

    assert (roster.name, roster.key, len(roster.people)) == ("harbour-works", "org:harbour-works", 18)
    assert list(roster.people) == sorted(roster.people)
    assert [team.name for team in roster.teams] == ["Quay", "Web"]
    assert (roster.concealed, roster.notes) == (False, ())


def test_the_workflows_token_sees_public_members_and_says_so(stub: GitHubStub) -> None:
    roster = found(stub, "ghs_workflow", org="harbour-works")

    assert roster.concealed
    assert "private-pat" not in roster.people
    assert roster.notes[0].startswith("Concealed members are not visible")
    assert roster.notes[1] == "Teams are not visible to this token."
    assert roster.teams == ()
    assert "Set the input repository" in roster.notes[-1]


def test_contributors_of_a_repository_stand_in(stub: GitHubStub) -> None:
    roster = found(stub, "ghs_workflow", org="harbour-works", repository="harbour-works/quayside")

    assert "principal-priya" in found(stub, "ghs_workflow", org="orchard-labs").people
    assert len(roster.people) >= len(found(stub, "ghs_workflow", org="harbour-works").people)
    assert "Contributors of harbour-works/quayside" in roster.notes[-1]
    assert "keel-bot[bot]" not in roster.people


def test_a_team_has_its_members(stub: GitHubStub) -> None:
    roster = found(stub, org="", team="harbour-works/quay")

    assert (roster.name, roster.key) == ("harbour-works/quay", "team:harbour-works/quay")
    assert "daily-dana" in roster.people


@pytest.mark.parametrize(("token", "slug"), [("ghs_workflow", "quay"), ("ghp_member", "nowhere")])
def test_a_team_that_cannot_be_seen_names_the_permission(stub: GitHubStub, token: str, slug: str) -> None:
    with pytest.raises(NotAllowed, match="Members: read"):
        found(stub, token, org="", team=f"harbour-works/{slug}")


def test_an_unknown_organisation_is_an_error(stub: GitHubStub) -> None:
    with pytest.raises(Unknown, match="no organisation named nobody"):
        found(stub, org="nobody")


def test_questions_fit_githubs_schema(stub: GitHubStub) -> None:
    found(stub, org="harbour-works")

    assert stub.invalid == []
