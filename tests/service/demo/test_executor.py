"""The small executor: what GraphQL promises, whatever the document."""

from datetime import UTC, datetime
from typing import Any

import pytest

from service.demo import DemoGitHub

GITHUB = DemoGitHub(lambda: datetime(2026, 11, 19, 20, tzinfo=UTC))


def ask(text: str, **variables: object) -> dict[str, Any]:
    answer = GITHUB.graphql(text, variables)
    assert answer.status == 200
    body: dict[str, Any] = answer.body
    return body


def test_the_same_key_from_several_fragments_is_one_object() -> None:
    body = ask(
        """
        query ($login: String = "steady-sam") { user(login: $login) { ...A ...B } }
        fragment A on User { repository(name: "x") { id } login }
        fragment B on Actor { login name: login }
        """
    )

    assert body["data"] == {"user": {"repository": None, "login": "steady-sam", "name": "steady-sam"}}


def test_a_fragment_for_another_type_is_left_out() -> None:
    body = ask('{ repositoryOwner(login: "steady-sam") { ... on Organization { name } ... { login } } }')

    assert body["data"] == {"repositoryOwner": {"login": "steady-sam"}}


@pytest.mark.parametrize(("flag", "keys"), [(True, {"login", "name"}), (False, {"login", "id"})])
def test_directives_skip_and_include(*, flag: bool, keys: set[str]) -> None:
    body = ask(
        "query ($deep: Boolean!) { viewer { login name @include(if: $deep) ...More @skip(if: $deep) } }"
        " fragment More on User { id }",
        deep=flag,
    )

    assert set(body["data"]["viewer"]) == keys


def test_a_missing_person_leaves_the_others_alone() -> None:
    body = ask('{ u0: user(login: "steady-sam") { login } u1: user(login: "not-here") { login } }')

    assert body["data"] == {"u0": {"login": "steady-sam"}, "u1": None}
    assert body["errors"] == [
        {
            "type": "NOT_FOUND",
            "path": ["u1"],
            "locations": [{"line": 1, "column": 43}],
            "message": "Could not resolve to a User with the login of 'not-here'.",
        }
    ]


def test_a_window_of_more_than_a_year_nulls_the_person() -> None:
    body = ask(
        'query ($from: DateTime!) { user(login: "steady-sam") { login contributionsCollection(from: $from,'
        ' to: "2026-11-01T00:00:00Z") { totalCommitContributions } } }',
        **{"from": "2025-10-01T00:00:00Z"},
    )

    assert body["data"] == {"user": None}
    assert body["errors"][0]["type"] == "VALIDATION"
    assert body["errors"][0]["path"] == ["user", "contributionsCollection"]


def test_more_than_a_hundred_ids_null_the_whole_answer() -> None:
    body = ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=["U_1"] * 101)

    assert body["data"] is None
    assert body["errors"][0]["message"] == "You may not provide more than 100 node ids; you provided 101."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{ viewer { shoeSize } }", "Field 'shoeSize' doesn't exist on type 'User'"),
        ("{ viewer {", "Parse error: Syntax Error: Expected Name, found <EOF>."),
        ("{ ...Gone }", "Fragment Gone was used, but not defined"),
        ("{ user { login } }", "Field is missing required arguments: login"),
        ("mutation { x }", "A document with one query is expected."),
        ("query ($a: ID!) { node(id: $a) { id } }", "Variable $a of type ID! was provided invalid value"),
        (
            '{ user(login: "steady-sam") { repositories { nodes { id } } } }',
            "You must provide a `first` or `last` value to properly paginate the `Repository` connection.",
        ),
        (
            '{ user(login: "steady-sam") { repositories(first: 101) { totalCount } } }',
            "Requesting 101 records on the `Repository` connection exceeds the `first` limit of 100 records.",
        ),
        (
            '{ user(login: "steady-sam") { repositories(first: 1, after: "?") { totalCount } } }',
            "`?` does not appear to be a valid cursor.",
        ),
    ],
)
def test_a_wrong_document_gets_no_data(text: str, message: str) -> None:
    body = ask(text)

    assert "data" not in body
    assert [error["message"] for error in body["errors"]] == [message]


def test_a_query_for_too_many_nodes_is_refused() -> None:
    body = ask(
        '{ organization(login: "harbour-works") { membersWithRole(first: 100) { nodes { repositories(first: 100) {'
        " nodes { languages(first: 100) { nodes { name } } } } } } } }"
    )

    assert body["errors"][0]["type"] == "MAX_NODE_LIMIT_EXCEEDED"
    assert body["errors"][0]["message"].startswith("This query requests up to 1,010,100 possible nodes")


def test_the_price_follows_the_published_example() -> None:
    # 100 repositories, 50 issues each, 60 labels each: 5,101 requests, 51 points; here with other fields of that shape.
    document = (
        "{ rateLimit { cost nodeCount } viewer { repositories(first: 100) { nodes { mentionableUsers(first: 50) {"
        " nodes { repositories(first: 60) { totalCount } } } } } } }"
    )

    assert ask(document)["data"]["rateLimit"] == {"cost": 51, "nodeCount": 305_100}


def test_pages_follow_one_another_in_both_directions() -> None:
    document = """
    query ($first: Int, $after: String, $last: Int, $before: String) {
      organization(login: "harbour-works") {
        membersWithRole(first: $first, after: $after, last: $last, before: $before) {
          totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } nodes { login }
        }
      }
    }"""

    def page(**arguments: object) -> dict[str, Any]:
        found: dict[str, Any] = ask(document, **arguments)["data"]["organization"]["membersWithRole"]
        return found

    first = page(first=10)
    second = page(first=10, after=first["pageInfo"]["endCursor"])
    back = page(last=2, before=second["pageInfo"]["startCursor"])

    assert first["totalCount"] == 14
    assert (first["pageInfo"]["hasNextPage"], first["pageInfo"]["hasPreviousPage"]) == (True, False)
    assert (second["pageInfo"]["hasNextPage"], second["pageInfo"]["hasPreviousPage"]) == (False, True)
    assert len({node["login"] for node in first["nodes"] + second["nodes"]}) == 14
    assert back["nodes"] == first["nodes"][-2:]
    assert page(first=1, after=second["pageInfo"]["endCursor"])["pageInfo"]["endCursor"] is None
