"""Every field that GitHub's schema lets be null may be null: the rest of the answer is still read."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest
from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLList,
    GraphQLNonNull,
    InlineFragmentNode,
    SelectionSetNode,
    parse,
)
from graphql.type import GraphQLInterfaceType, GraphQLObjectType

from service.evidence import Login, Window
from service.github_api import decode
from service.github_api.queries import Query
from service.github_api.queries.people import people
from service.github_api.queries.work import (
    CalendarQuestion,
    HistoryQuestion,
    PullRequestQuestion,
    Question,
    SharedQuestion,
    SquashedQuestion,
    work,
)
from tests.github_stub.schema import github_schema
from tests.service.github_api.invented_hub import invented_hub
from tests.service.github_api.scripted import Json

NOW = datetime(2026, 11, 19, 20, tzinfo=UTC)
WINDOW = Window.ending(NOW)
# GitHub's schema lets it be null; an account without its number could never be told from the next of its name.
NEEDED = {("databaseId",)}
Path = tuple[str, ...]


class Nullable:
    """The paths of a document, below its first field, that may be null; `[]` stands for the items of a list."""

    def __init__(self, text: str) -> None:
        self._document = parse(text)
        self._fragments = {
            each.name.value: each for each in self._document.definitions if isinstance(each, FragmentDefinitionNode)
        }

    def below(self, selections: SelectionSetNode | None, parent: Any, path: Path = ()) -> Iterator[Path]:  # noqa: ANN401 - any composite type
        for each in selections.selections if selections else ():
            if isinstance(each, FieldNode):
                if not each.name.value.startswith("__"):
                    name = each.alias.value if each.alias else each.name.value
                    yield from self._field(each, parent.fields[each.name.value].type, (*path, name))
            elif isinstance(each, FragmentSpreadNode | InlineFragmentNode):
                inner = each if isinstance(each, InlineFragmentNode) else self._fragments[each.name.value]
                condition = inner.type_condition
                of = github_schema().type_map[condition.name.value] if condition else parent
                yield from self.below(inner.selection_set, of, path)

    def _field(self, node: FieldNode, kind: Any, path: Path) -> Iterator[Path]:  # noqa: ANN401 - as above
        if isinstance(kind, GraphQLNonNull):
            kind = kind.of_type
        else:
            yield path
        if isinstance(kind, GraphQLList):
            yield from self._field(node, kind.of_type, (*path, "[]"))
        elif isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            yield from self.below(node.selection_set, kind, path)


def nullable(text: str, alias: str, of: str) -> set[Path]:
    """The nullable paths below an alias of a document whose type is `of`."""
    document = parse(text)
    operation = next(each for each in document.definitions if not isinstance(each, FragmentDefinitionNode))
    field = next(
        each
        for each in operation.selection_set.selections  # type: ignore[attr-defined]
        if (each.alias or each.name).value == alias
    )
    return set(Nullable(text).below(field.selection_set, github_schema().type_map[of]))


def with_null(node: Any, path: Path) -> None:  # noqa: ANN401 - any JSON
    """Put null at every place that the path names."""
    name, rest = path[0], path[1:]
    if name == "[]":
        for i, item in enumerate(node):
            if not rest:
                node[i] = None
            elif item is not None:
                with_null(item, rest)
    elif not rest:
        node[name] = None
    elif node.get(name) is not None:
        with_null(node[name], rest)


@cache
def answers() -> dict[str, tuple[Query, Json]]:
    """One answer of each kind, from the demo."""
    hub = invented_hub(now=NOW)
    first = people([Login("daily-dana")], WINDOW)
    node = hub.graphql(first.text, first.variables).body["data"]["u0"]
    account = decode.account(node)
    repository = account.worked[0].place.node_id
    found = {"account": (first, node)}
    pull = account.pull_requests[0]
    asked: dict[str, Question] = {
        "history": HistoryQuestion(repository, account.node_id, 40),
        "shared": SharedQuestion(repository, max(account.worked[0].commits)),
        "squashed": SquashedQuestion(pull.place.node_id, pull.number, "abc"),
        "pull_request_work": PullRequestQuestion(pull.node_id, 9),
        "private_days": CalendarQuestion(account.node_id),
    }
    for name, question in asked.items():
        query = work([question], WINDOW)
        found[name] = (query, hub.graphql(query.text, query.variables).body["data"]["q0"])
    return found


def decoded(kind: str, node: Json) -> object:
    if kind == "private_days":
        return decode.private_days(node, {}, 5)
    if kind == "squashed":
        return decode.squashed(node, "abc", "ada")
    if kind == "shared":
        return decode.shared(node, "daily-dana", 60)
    if kind == "pull_request_work":
        return getattr(decode, kind)(node, "daily-dana")
    return getattr(decode, kind)(node)


TYPES = {
    "account": ("u0", "User"),
    "history": ("q0", "Repository"),
    "shared": ("q0", "Repository"),
    "squashed": ("q0", "Repository"),
    "pull_request_work": ("q0", "PullRequest"),
    "private_days": ("q0", "User"),
}


@pytest.mark.parametrize("kind", TYPES)
def test_null_is_read_wherever_the_schema_allows_it(kind: str) -> None:
    query, node = answers()[kind]
    paths = nullable(query.text, *TYPES[kind]) - NEEDED

    assert paths
    for path in sorted(paths):
        spoiled = deepcopy(node)
        with_null(spoiled, path)
        assert decoded(kind, spoiled) is not None, path


def test_the_walk_finds_what_is_known_to_be_null_sometimes() -> None:
    query, _ = answers()["account"]
    paths = nullable(query.text, *TYPES["account"])

    listed = ("contributionsCollection", "pullRequestContributions", "nodes")
    assert {listed, (*listed, "[]"), ("profile",), ("profile", "settings")} <= paths
    assert ("login",) not in paths
