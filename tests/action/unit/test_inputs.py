"""Every input is checked before GitHub is asked."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from action.errors import BadInput
from action.fields import FIELDS, Audience, FailOn, Mode, SourceKind, Target
from action.inputs import DEMO_ORGANISATION, Inputs, Source, parse_logins
from tests.action.unit.invented import logins, the_inputs


def test_what_is_not_given_has_its_default() -> None:
    inputs = Inputs.from_env({"INPUT_ORG": "Harbour-Works"})

    assert inputs.source == Source(SourceKind.ORG, "harbour-works")
    assert inputs.post_to == {Target.SUMMARY}
    assert (inputs.audience, inputs.min_group_size, inputs.mode) == (Audience.AGGREGATE, 5, Mode.REPORT)
    assert (inputs.fail_on, inputs.max_requests, inputs.cache_dir) == (FailOn.ERROR, None, None)
    assert (inputs.issue_label, inputs.issue_repository, inputs.demo) == ("still-engineering", "", False)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (
            {"INPUT_ORG": "a", "INPUT_TEAM": "a/b"},
            "Give exactly one of org, team, users, users-file; given: org, team.",
        ),
        ({"INPUT_USERS": "a", "INPUT_USERS_FILE": "b"}, "given: users, users-file."),
        ({}, "none is given."),
        ({"INPUT_ORG": "  "}, "none is given."),
    ],
)
def test_the_people_come_from_exactly_one_place(given: dict[str, str], told: str) -> None:
    with pytest.raises(BadInput) as caught:
        Inputs.from_env(given)

    assert str(caught.value).endswith(told)


def test_the_demo_has_an_organisation_of_its_own() -> None:
    assert Inputs.from_env({"INPUT_DEMO": "true"}).source.value == DEMO_ORGANISATION
    assert Inputs.from_env({"INPUT_DEMO": "true", "INPUT_USERS": "ada"}).source.kind is SourceKind.USERS


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("org", "a b", "org: 'a b' is not a GitHub login"),
        ("org", "dependabot[bot]", "is a machine"),
        ("team", "a", "team must be written as organisation/team-slug"),
        ("team", "a/b/c", "team must be written as organisation/team-slug"),
        ("team", "a/../b", "team must be written as organisation/team-slug"),
        (
            "audience",
            "everybody",
            "audience must be one of aggregate, celebrate, opt-in, named, and it is 'everybody'.",
        ),
        ("min-group-size", "0", "min-group-size must be a whole number from 1 on, and it is '0'."),
        ("min-group-size", "\u0665", "min-group-size must be a whole number from 1 on"),
        ("max-requests", "1e3", "max-requests must be a whole number from 1 on"),
        ("exclude", "ada, -bob", "exclude: '-bob' is not a GitHub login"),
        ("post-to", "issue, mail", "'mail' is not one of summary, issue, comment, discussion, file, none."),
        ("post-to", "none, issue", "post-to: none stands alone."),
        ("dry-run", "yes", "dry-run must be true or false, and it is 'yes'."),
        ("token", "ghp_a ghp_b", "token must be one word"),
        ("post-token", "ghp_\nset", "post-token must be one word"),
        ("repository", "hello", "repository must be a repository such as octo/hello"),
        ("issue-repository", "octo/..", "issue-repository must be a repository such as octo/hello"),
        ("issue-title", "x" * 201, "issue-title must be one line of at most 200 visible characters."),
        ("issue-title", "a\u202eb", "issue-title must be one line"),
        ("issue-label", ",", "issue-label must be one line"),
        ("mode", "check", "mode must be one of report, doctor"),
        ("fail-on", "always", "fail-on must be one of never, error, partial"),
    ],
)
def test_a_wrong_input_is_named_with_what_is_allowed(name: str, value: str, told: str) -> None:
    source = {} if name in {"org", "team"} else {"INPUT_ORG": "harbour-works"}

    with pytest.raises(BadInput) as caught:
        Inputs.from_env({**source, f"INPUT_{name.upper().replace('-', '_')}": value})

    assert told in str(caught.value)


_GIVEN = st.dictionaries(st.sampled_from([spec.variable for spec in FIELDS]), st.text(max_size=40), max_size=6)


@given(_GIVEN)
def test_anything_at_all_is_either_read_or_refused_in_one_short_sentence(given: dict[str, str]) -> None:
    try:
        Inputs.from_env(given)
    except BadInput as error:
        assert len(str(error)) < 400  # noqa: PT017 - both ways to end are right


@given(st.from_regex(r"gh[ps]_[0-9A-Za-z]{36}", fullmatch=True))
def test_tokens_are_not_in_what_the_inputs_print_as(secret: str) -> None:
    inputs = Inputs.from_env({"INPUT_ORG": "a", "INPUT_TOKEN": secret})

    assert secret not in repr(inputs)
    assert inputs.post_token == secret


def test_a_team_is_written_with_its_organisation() -> None:
    source = Inputs.from_env({"INPUT_TEAM": "@Harbour-Works/Crane_Team"}).source

    assert (source.organisation, source.slug) == ("harbour-works", "crane_team")


def test_lists_of_logins_have_no_organisation() -> None:
    assert Inputs.from_env({"INPUT_USERS_FILE": "people.txt"}).source.organisation == ""


def test_logins_are_separated_by_commas_spaces_or_line_breaks_and_machines_left_out() -> None:
    inputs = the_inputs(exclude="Ada, @bob\ncyd dependabot[bot] ada")

    assert inputs.exclude == logins("ada", "bob", "cyd")
    assert parse_logins("users", ["b", "A", "a"]) == ("b", "a")


def test_places_to_post_to_are_separated_likewise() -> None:
    assert the_inputs(post_to="issue,FILE\nsummary").post_to == {Target.ISSUE, Target.FILE, Target.SUMMARY}
    assert the_inputs(post_to="none").post_to == frozenset()


def test_the_issue_is_in_the_workflow_s_repository_unless_another_is_given() -> None:
    assert the_inputs().issue_repository == "octo/hello"
    assert the_inputs(issue_repository="octo/reports").issue_repository == "octo/reports"


def test_a_label_has_no_comma_because_lists_of_labels_do() -> None:
    assert the_inputs(issue_label="a,b").issue_label == "a b"


def test_folders_and_numbers_are_read() -> None:
    inputs = the_inputs(badges_dir="docs/badges", cache_dir=".cache", opt_out_file="out.txt", max_requests="300")

    assert (inputs.badges_dir, inputs.cache_dir, inputs.opt_out_file, inputs.max_requests) == (
        Path("docs/badges"),
        Path(".cache"),
        Path("out.txt"),
        300,
    )
