"""The doctor names what is missing."""

from action.doctor import ISSUES, MEMBERS, Doctor, Finding, missing
from action.patience import Limits, Patience
from action.publish.writing import Desk
from service.github_api.transport import Answer
from tests.action.unit.carrier import FORBIDDEN, Answers, Repository, a_desk, data, items
from tests.action.unit.invented import clocks, the_inputs
from tests.fakes import NOW, FakeClock

MEMBER = {"login": "ada", "type": "User"}


def _organisation(*, member: bool, teams: object = None) -> Answer:
    return data(organization={"login": "octo", "viewerIsAMember": member, "teams": teams})


def _examine(answers: Answers, clock: FakeClock, desk: Desk | None = None, **given: str) -> list[Finding]:
    patience = Patience(clocks(clock), Limits(NOW.replace(year=2030)))
    inputs = the_inputs(**{"org": "octo", "token": "ghp_a", **given})
    return Doctor(inputs, answers.reader(clock), patience, desk).examine()


def _answers(*graph: Answer, public: int = 1) -> Answers:
    pages = {"/orgs/octo/members": [items(MEMBER)], "/orgs/octo/public_members": [items(*[MEMBER] * public)]}
    return Answers({**pages, "/rate_limit": [Answer(200, {}, {})]}, [data(viewer={"login": "ada"}), *graph])


def test_a_member_s_token_lacks_nothing(clock: FakeClock) -> None:
    found = _examine(_answers(_organisation(member=True, teams={"nodes": []})), clock)

    assert missing(found) == []
    assert "members visible in octo: 1, of these public: 1." in [finding.text for finding in found]


def test_a_workflow_s_token_lacks_the_members_and_a_better_one_is_named(clock: FakeClock) -> None:
    answers = _answers(_organisation(member=False))
    answers.graph[0] = data(viewer={"login": "github-actions[bot]"})

    found = _examine(answers, clock, token="ghs_a")  # noqa: S106 - invented

    assert missing(found) == [MEMBERS]
    assert "the workflow's own token cannot have it" in found[-1].text


def test_a_server_without_limits_has_no_budget(clock: FakeClock) -> None:
    answers = _answers()
    del answers.pages["/rate_limit"]

    found = _examine(answers, clock, org="", users="ada")

    assert [finding.text for finding in found][1:] == ["budget: this server does not limit requests."]


def test_an_unknown_organisation_is_a_finding(clock: FakeClock) -> None:
    unknown = Answer(200, {}, {"data": {"organization": None}, "errors": [{"type": "NOT_FOUND", "message": "x"}]})

    assert missing(_examine(_answers(unknown), clock)) == ["an organisation of this name that the token can see"]


def test_an_organisation_that_refuses_the_token_is_a_finding_in_githubs_words(clock: FakeClock) -> None:
    error = {"type": "FORBIDDEN", "path": ["organization"], "message": "Resource protected by SAML enforcement."}
    refused = Answer(200, {}, {"data": {"organization": None}, "errors": [error]})

    found = _examine(_answers(refused), clock)

    assert found[-1].text.endswith("see the organisation octo: Resource protected by SAML enforcement.")
    assert missing(found) == ["an organisation of this name that the token can see"]


def test_a_team_is_examined(clock: FakeClock) -> None:
    answers = _answers(_organisation(member=True, teams={"nodes": []}))

    hidden = _examine(answers, clock, org="", team="octo/crane")
    answers = _answers(_organisation(member=True, teams={"nodes": []}))
    answers.pages["/orgs/octo/teams/crane/members"] = [items(MEMBER)]
    seen = _examine(answers, clock, org="", team="octo/crane")

    assert hidden[-1] == Finding("team: octo/crane is not visible, or does not exist.", MEMBERS)
    assert seen[-1] == Finding("members visible in octo/crane: 1.")


def _posting(clock: FakeClock, desk: Desk | None) -> Finding:
    return _examine(_answers(), clock, desk, org="", users="ada", post_to="issue")[-1]


def test_whether_issues_can_be_written_is_asked_without_writing_any(clock: FakeClock) -> None:
    repository = Repository()

    assert _posting(clock, a_desk(repository, clock)) == Finding("posting: issues of octo/hello can be written.")
    assert (repository.issues, repository.labels) == ([], {})


def test_a_missing_permission_to_post_is_named(clock: FakeClock) -> None:
    refusing = a_desk(Repository(refuse={("POST", "/labels"): [FORBIDDEN]}), clock)

    assert _posting(clock, refusing) == Finding("posting: issues of octo/hello cannot be written.", ISSUES)
    assert _posting(clock, a_desk(Repository(), clock, until=NOW)).missing == ISSUES
    assert _posting(clock, None).missing == "an issue-repository"
