"""What GitHub's answers say about an App and its installations."""

from dataclasses import replace

import pytest

from service.doctor.apps import judge_app, judge_installation, judge_no_token, judge_permissions
from service.doctor.findings import Level
from service.doctor.tokens import Asked
from service.errors import GitHubDown, Misconfigured, RateLimited, Unavailable
from service.github_api.transport import Answer
from tests.fakes import NOW

ASKED = Asked(
    "installation 7",
    "ghs_",
    Answer(200, body={"resources": {}}),
    Answer(200, body={"data": {"viewer": {"login": "x[bot]"}}}),
)


@pytest.mark.parametrize(
    ("answer", "level", "said"),
    [
        (Answer(200, body={"name": "Harbour"}), Level.OK, "GitHub knows it as Harbour."),
        (Answer(200, body={}), Level.OK, "GitHub knows it as an App without a name."),
        (
            Answer(401, body={"message": "A JSON web token could not be decoded"}),
            Level.WRONG,
            "does not accept its signature",
        ),
        (
            Answer(404, body={"message": "Integration not found"}),
            Level.WRONG,
            "knows no such App (Integration not found)",
        ),
        (Answer(403, body={"message": "IP address not allowed"}), Level.WRONG, "refuses it (IP address not allowed)"),
        (Answer(502), Level.NO_ANSWER, "did not answer"),
        (Answer(200, body=None), Level.OK, "an App without a name"),
        (Answer(429, {"retry-after": "60"}, {}), Level.ADVICE, "to wait until 12:01:00 UTC"),
    ],
)
def test_whether_github_knows_the_app(answer: Answer, level: Level, said: str) -> None:
    found = judge_app("App 4711", answer, NOW)

    assert found.level is level
    assert said in found.text
    assert bool(found.remedy) is (level is not Level.OK)


@pytest.mark.parametrize(
    ("why", "installed", "level", "remedy"),
    [
        (
            Misconfigured("This installation has been suspended"),
            ["7 (acme)"],
            Level.WRONG,
            "Unsuspend it in the settings of",
        ),
        (
            Misconfigured("knows no such installation"),
            ["7 (acme)", "8 (octo)"],
            Level.WRONG,
            "is installed as 7 (acme), 8 (octo).",
        ),
        (Misconfigured("knows no such installation"), [], Level.WRONG, "The App is installed nowhere."),
        (GitHubDown("status 502"), [], Level.NO_ANSWER, "Try again later."),
        (RateLimited("wait"), [], Level.ADVICE, "Try again later."),
    ],
)
def test_an_installation_without_a_token_has_a_remedy(
    why: Unavailable, installed: list[str], level: Level, remedy: str
) -> None:
    found = judge_no_token("installation 8", why, installed)

    assert found.level is level
    assert remedy in found.remedy
    assert found.text == str(why)


@pytest.mark.parametrize(
    ("permissions", "private", "said"),
    [
        ({"metadata": "read"}, False, []),
        ({}, False, []),
        ({"metadata": "read", "contents": "read", "pull_requests": "read"}, True, []),
        (
            {"metadata": "read", "members": "read", "contents": "read"},
            False,
            ["needless permissions (contents, members)"],
        ),
        (
            {"metadata": "read", "issues": "write", "checks": "admin"},
            True,
            ["change things (checks: admin, issues: write)"],
        ),
        (
            {"issues": "write", "members": "read"},
            False,
            ["change things (issues: write)", "needless permissions (members)"],
        ),
    ],
)
def test_permissions_beyond_the_need_are_named(
    permissions: dict[str, str],
    private: bool,  # noqa: FBT001 - a table
    said: list[str],
) -> None:
    found = list(judge_permissions("installation 7", permissions, private=private))

    assert [each.level for each in found] == [Level.ADVICE] * len(said)
    assert all(words in each.text for words, each in zip(said, found, strict=True))


def test_an_installation_that_works_is_told_with_its_budgets() -> None:
    found = [each.text for each in judge_installation(ASKED, {"metadata": "read"}, NOW, private=False)]

    assert found == ["it gives tokens as x[bot]."]


def test_an_installation_whose_token_is_refused_is_told_so() -> None:
    refused = replace(ASKED, rates=Answer(401, body={"message": "Bad credentials"}))

    [found] = judge_installation(refused, {}, NOW, private=False)

    assert (found.level, found.text) == (Level.WRONG, "GitHub does not know it (Bad credentials).")


def test_an_installation_without_a_name_is_none_the_worse() -> None:
    nameless = replace(ASKED, viewer=Answer(403, body={"message": "Resource not accessible by integration"}))

    assert [each.text for each in judge_installation(nameless, {}, NOW, private=False)] == ["it gives tokens."]
