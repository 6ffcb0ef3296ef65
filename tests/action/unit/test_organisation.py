"""What one question tells about an organisation."""

import pytest

from action.errors import NotAllowed, Unanswered, Unknown
from action.organisation import Organisation, Team, ask_organisation
from service.github_api.transport import Answer
from tests.action.unit.carrier import Answers, data, items
from tests.action.unit.invented import logins
from tests.fakes import FakeClock


def _team(slug: str, *members: str, more: bool = False, name: str | None = None) -> dict[str, object]:
    listed = {"pageInfo": {"hasNextPage": more}, "nodes": [{"login": member} for member in members]}
    return {"slug": slug, "name": name, "members": listed}


def _page(*teams: object, after: str | None = None) -> Answer:
    listed = {"pageInfo": {"hasNextPage": after is not None, "endCursor": after}, "nodes": list(teams)}
    return data(organization={"login": "Octo", "viewerIsAMember": True, "teams": listed})


def test_teams_come_with_their_members_from_all_pages(clock: FakeClock) -> None:
    answers = Answers(graph=[_page(_team("a", "Ada", name="A team"), None, after="x"), _page(_team("b", "bob"))])

    found = ask_organisation(answers.reader(clock), "octo")

    assert found == Organisation("Octo", True, (Team("a", "A team", logins("ada")), Team("b", "b", logins("bob"))))
    assert answers.asked[1][1] == {"login": "octo", "after": "x"}


def test_a_team_of_more_than_a_page_is_listed_whole(clock: FakeClock) -> None:
    answers = Answers(
        {"/orgs/octo/teams/a/members": [items({"login": "ada"}, {"login": "bob"}, {"login": "ci[bot]"})]},
        [_page(_team("a", "ada", more=True))],
    )

    [team] = ask_organisation(answers.reader(clock), "octo").teams

    assert team.logins == logins("ada", "bob")


def _refused(*path: str, kind: str = "FORBIDDEN") -> Answer:
    """What may not be null is refused, so that there is nothing of the organisation."""
    error = {"type": kind, "path": ["organization", *path], "message": "Resource not accessible by integration"}
    return Answer(200, {}, {"data": {"organization": None}, "errors": [error]})


_SCOPES = Answer(200, {}, {"errors": [{"type": "INSUFFICIENT_SCOPES", "message": "The field requires read:org."}]})
_WITHOUT_TEAMS = data(organization={"login": "Octo", "viewerIsAMember": False})


@pytest.mark.parametrize(
    "answer",
    [_refused("teams"), _refused("teams", kind="INSUFFICIENT_SCOPES"), _SCOPES],
    ids=["forbidden", "scopes", "scopes-without-data"],
)
def test_teams_that_are_refused_do_not_hide_the_organisation(answer: Answer, clock: FakeClock) -> None:
    answers = Answers(graph=[answer, _WITHOUT_TEAMS])

    assert ask_organisation(answers.reader(clock), "octo") == Organisation("Octo", False, (), True)
    assert ["teams(" in question for question, _ in answers.asked] == [True, False]


def test_teams_that_are_refused_on_a_later_page_are_hidden_all_together(clock: FakeClock) -> None:
    answers = Answers(graph=[_page(_team("a", "Ada"), after="x"), _refused("teams"), _WITHOUT_TEAMS])

    assert ask_organisation(answers.reader(clock), "octo") == Organisation("Octo", False, (), True)


def test_hidden_teams_are_said_to_be_hidden(clock: FakeClock) -> None:
    hidden = data(organization={"login": "Octo", "viewerIsAMember": False, "teams": None})

    assert ask_organisation(Answers(graph=[hidden]).reader(clock), "octo") == Organisation("Octo", False, (), True)


def test_an_organisation_that_is_refused_itself_is_told_in_githubs_words(clock: FakeClock) -> None:
    with pytest.raises(NotAllowed, match="see the organisation octo: Resource not accessible by integration"):
        ask_organisation(Answers(graph=[_refused()]).reader(clock), "octo")


def test_an_unknown_organisation_is_told_from_silence(clock: FakeClock) -> None:
    unknown = Answer(200, {}, {"data": {"organization": None}, "errors": [{"type": "NOT_FOUND", "message": "x"}]})

    with pytest.raises(Unknown, match="no organisation named octo"):
        ask_organisation(Answers(graph=[unknown]).reader(clock), "octo")
    with pytest.raises(Unanswered, match="did not say anything"):
        ask_organisation(Answers(graph=[data(organization=None)]).reader(clock), "octo")
