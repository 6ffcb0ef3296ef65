"""Whose token it is."""

import pytest

from action.viewer import Viewer, ask_viewer
from service.github_api.token_kind import TokenKind
from service.github_api.transport import Answer
from tests.action.unit.carrier import FORBIDDEN, Answers, data
from tests.fakes import FakeClock


@pytest.mark.parametrize(
    ("token", "login", "viewer"),
    [
        ("ghs_a", "github-actions[bot]", Viewer("github-actions[bot]", TokenKind.WORKFLOW)),
        ("ghs_a", "reports", Viewer("reports[bot]", TokenKind.INSTALLATION)),
        ("ghp_a", "Ada", Viewer("Ada", TokenKind.CLASSIC)),
        ("github_pat_a", "Ada", Viewer("Ada", TokenKind.FINE_GRAINED)),
        ("ghu_a", "Ada", Viewer("Ada", TokenKind.USER)),
        ("abc", "Ada", Viewer("Ada", TokenKind.OTHER)),
    ],
)
def test_a_token_is_known_by_its_prefix_and_its_account(
    token: str, login: str, viewer: Viewer, clock: FakeClock
) -> None:
    assert ask_viewer(Answers(graph=[data(viewer={"login": login})]).reader(clock), token) == viewer


def test_where_graphql_says_nothing_rest_is_asked(clock: FakeClock) -> None:
    silent = Answer(200, {}, {"data": {"viewer": None}, "errors": [{"type": "FORBIDDEN", "message": "x"}]})

    known = Answers({"/user": [Answer(200, {}, {"login": "ada"})]}, [silent])
    refused = Answers({"/user": [FORBIDDEN]}, [silent])

    assert ask_viewer(known.reader(clock), "ghp_a").login == "ada"
    assert ask_viewer(refused.reader(clock), "ghp_a").login == ""
    assert ask_viewer(refused.reader(clock), "ghs_a") == Viewer("github-actions[bot]", TokenKind.WORKFLOW)


def test_logins_are_the_same_in_any_case() -> None:
    assert Viewer("Ada", TokenKind.CLASSIC).wrote("ada")
    assert not Viewer("Ada", TokenKind.CLASSIC).wrote("adam")
