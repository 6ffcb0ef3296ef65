"""The demo's answers are true to GitHub's schema: graphql-core, over the same objects, says the same."""

from datetime import UTC, datetime
from typing import Any

import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType

from service.demo import CAST, PERSONAS, DemoGitHub
from service.demo.tree.root import TYPES
from service.evidence import Login, Window
from service.github_api.queries.people import people
from tests.github_stub.schema import github_schema, problems
from tests.service.demo import documents
from tests.service.demo.reference import Reference

NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)
MEMBER = DemoGitHub(lambda: NOW, viewer="daily-dana")
WINDOW = {"from": "2026-08-31T00:00:00Z", "to": "2026-11-19T23:59:59Z"}


def _id(login: str) -> str:
    found = MEMBER.world.account(login)
    return f"{'BOT' if '[' in login else 'U'}_{found.number if found else 0}"


def _questions() -> list[tuple[str, dict[str, Any]]]:
    pull = MEMBER.world.opened_by("daily-dana")[0]
    ids = [_id("steady-sam"), f"R_{pull.repository.number}", f"PR_{pull.repository.number}_{pull.number}"]
    ids += [f"C_{pull.merge_oid}", "U_1", "PR_1_1", "nonsense", "U_x"]
    quayside = next(found for found in MEMBER.world.opened_by("daily-dana") if found.repository.name == "quayside")
    author = {"number": quayside.number, "since": WINDOW["from"], "until": WINDOW["to"], "author": _id("daily-dana")}
    everybody = people([Login(persona.login) for persona in PERSONAS] + [Login("nobody")], Window.ending(NOW))
    return [
        (everybody.text, everybody.variables),
        *((documents.PEOPLE, {"login": login, **WINDOW}) for login in ("daily-dana", "founder-fern", "private-pat")),
        (documents.REPOSITORY, author),
        (documents.ORGANISATION, {"ids": ids, "id": _id("keel-bot[bot]")}),
        (documents.BAD_WINDOW, {}),
    ]


QUESTIONS = _questions()
NAMES = ["phase one", "daily-dana", "founder-fern", "private-pat", "repository", "organisation", "bad"]


@pytest.mark.parametrize(("text", "variables"), QUESTIONS, ids=NAMES)
def test_graphql_core_gives_the_same_answer(text: str, variables: dict[str, Any]) -> None:
    mine = MEMBER.graphql(text, variables).body
    reference = Reference(MEMBER).execute(text, variables)

    assert problems(text) == ()
    assert mine["data"] == reference.data
    assert [(error["path"], error["message"]) for error in mine.get("errors", [])] == [
        (error.path, error.message) for error in reference.errors or ()
    ]


def test_a_workflow_s_own_token_loses_the_organisation_with_its_teams_as_the_schema_says() -> None:
    app = DemoGitHub(lambda: NOW, viewer="github-actions[bot]")
    text = """{
      organization(login: "harbour-works") { login teams(first: 2) { totalCount } }
      withoutTeams: organization(login: "harbour-works") { login team(slug: "quay") { id } }
    }"""

    mine, reference = app.graphql(text, {}).body, Reference(app).execute(text, {})

    assert mine["data"] == reference.data
    assert mine["data"] == {"organization": None, "withoutTeams": {"login": "harbour-works", "team": None}}
    assert [(error["type"], error["path"]) for error in mine["errors"]] == [
        ("FORBIDDEN", ["organization", "teams"]), ("FORBIDDEN", ["withoutTeams", "team"])
    ]  # fmt: skip
    assert {error["message"] for error in mine["errors"]} == {"Resource not accessible by integration"}


def test_these_documents_touch_every_field_there_is() -> None:
    reference = Reference(MEMBER)

    for text, variables in QUESTIONS:
        reference.execute(text, variables)

    generic = ("Connection", "Edge")
    every = {(name, field) for name, kind in TYPES.items() if not name.endswith(generic) for field in kind.names}
    assert every - reference.touched == set()


@pytest.mark.parametrize("name", [name for name in TYPES if not name.endswith(("Connection", "Edge"))])
def test_fields_and_interfaces_are_those_of_the_schema(name: str) -> None:
    known = github_schema().type_map[name]

    assert isinstance(known, GraphQLObjectType)
    assert set(TYPES[name].names) <= set(known.fields)
    assert TYPES[name].interfaces <= {interface.name for interface in known.interfaces}


def test_actors_and_owners_are_known_as_such() -> None:
    owner = github_schema().type_map["RepositoryOwner"]
    assert isinstance(owner, GraphQLInterfaceType)

    possible = {found.name for found in github_schema().get_possible_types(owner)}

    assert possible == {"User", "Organization"}
    assert all("RepositoryOwner" in TYPES[name].interfaces for name in possible)


def test_the_cast_has_one_bot_and_it_is_no_user() -> None:
    answer = MEMBER.graphql("query ($login: String!) { user(login: $login) { id } }", {"login": f"{CAST.bot}[bot]"})

    assert answer.body["data"] == {"user": None}
    assert answer.body["errors"][0]["type"] == "NOT_FOUND"
