"""A parsed GraphQL document, ready to be walked: which fields are asked of which type."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graphql.error import GraphQLError
from graphql.language import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    NonNullTypeNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    SelectionSetNode,
    parse,
    print_ast,
)
from graphql.pyutils import Undefined
from graphql.utilities import value_from_ast_untyped

from service.demo.faults import InvalidDocument

Variables = Mapping[str, Any]
_Sets = tuple[SelectionSetNode, ...]
_USED_NOT_DEFINED = {"extensions": {"code": "useAndDefineFragment"}}


@dataclass(frozen=True, slots=True)
class Asked:
    """One response key: the field behind it and what is asked of its value."""

    key: str
    node: FieldNode
    sets: _Sets

    @property
    def name(self) -> str:
        """The field's own name."""
        return self.node.name.value

    def arguments(self, variables: Variables) -> dict[str, Any]:
        """The arguments that were given; a variable without a value leaves its argument out."""
        given = (
            (each.name.value, value_from_ast_untyped(each.value, dict(variables))) for each in self.node.arguments or ()
        )
        return {name: value for name, value in given if value is not Undefined}

    @property
    def locations(self) -> list[dict[str, int]]:
        """Where it stands in the document, as GitHub writes it."""
        return locations_of(self.node)


@dataclass(frozen=True)
class Plan:
    """A document whose fields are collected once for each type that meets them.

    Attributes:
        flags: the boolean variables, which may skip or include fields.
    """

    document: DocumentNode
    flags: Variables
    _collected: dict[tuple[tuple[int, ...], str], tuple[Asked, ...]] = field(default_factory=dict)

    @property
    def operation(self) -> OperationDefinitionNode:
        """The only operation.

        Raises:
            InvalidDocument: there is none, or it is no query.
        """
        found = [each for each in self.document.definitions if isinstance(each, OperationDefinitionNode)]
        if len(found) != 1 or found[0].operation is not OperationType.QUERY:
            raise InvalidDocument("A document with one query is expected.")
        return found[0]

    def variables(self, given: Variables) -> dict[str, Any]:
        """The variables with their defaults.

        Raises:
            InvalidDocument: a variable that may not be null has no value.
        """
        values = dict(given)
        for definition in self.operation.variable_definitions or ():
            name = definition.variable.name.value
            if name not in values and definition.default_value:
                values[name] = value_from_ast_untyped(definition.default_value)
            if isinstance(definition.type, NonNullTypeNode) and values.get(name) is None:
                problem = {"path": [], "explanation": "Expected value to not be null"}
                raise InvalidDocument(
                    f"Variable ${name} of type {print_ast(definition.type)} was provided invalid value",
                    {"extensions": {"value": None, "problems": [problem]}, "locations": locations_of(definition)},
                )
        return values

    def fields(self, sets: _Sets, typename: str, interfaces: frozenset[str]) -> tuple[Asked, ...]:
        """What these selections ask of an object of this type; the same key twice is one field."""
        identity = (tuple(map(id, sets)), typename)
        if identity not in self._collected:
            grouped: dict[str, list[FieldNode]] = {}
            for node in self._walk(sets, interfaces | {typename}):
                grouped.setdefault((node.alias or node.name).value, []).append(node)
            self._collected[identity] = tuple(
                Asked(key, nodes[0], tuple(node.selection_set for node in nodes if node.selection_set))
                for key, nodes in grouped.items()
            )
        return self._collected[identity]

    def opened(self, selection: SelectionNode) -> FieldNode | InlineFragmentNode | FragmentDefinitionNode:
        """The selection itself, or the fragment that it spreads.

        Raises:
            InvalidDocument: nobody defined that fragment.
        """
        if isinstance(selection, FieldNode | InlineFragmentNode):
            return selection
        name = selection.name.value if isinstance(selection, FragmentSpreadNode) else ""
        for each in self.document.definitions:
            if isinstance(each, FragmentDefinitionNode) and each.name.value == name:
                return each
        raise InvalidDocument(f"Fragment {name} was used, but not defined", _USED_NOT_DEFINED)

    def _walk(self, sets: _Sets, types: frozenset[str]) -> Iterator[FieldNode]:
        for selection in (each for one in sets for each in one.selections if self._is_included(each)):
            if isinstance(selection, FieldNode):
                yield selection
                continue
            inner = self.opened(selection)
            condition = None if isinstance(inner, FieldNode) else inner.type_condition
            if inner.selection_set and (condition is None or condition.name.value in types):
                yield from self._walk((inner.selection_set,), types)

    def _is_included(self, node: SelectionNode) -> bool:
        for directive in node.directives or ():
            for argument in directive.arguments or ():
                if value_from_ast_untyped(argument.value, dict(self.flags)) is not (directive.name.value == "include"):
                    return False
        return True


def plan_for(text: str, variables: Variables) -> Plan:
    """The plan for a document, parsed once.

    Raises:
        InvalidDocument: it is not GraphQL.
    """
    flags = tuple(sorted((name, value) for name, value in variables.items() if isinstance(value, bool)))
    return _plan(text, flags)


@lru_cache(maxsize=64)
def _plan(text: str, flags: tuple[tuple[str, bool], ...]) -> Plan:
    try:
        return Plan(parse(text), dict(flags))
    except GraphQLError as error:
        spots = [{"line": spot.line, "column": spot.column} for spot in error.locations or ()]
        raise InvalidDocument(f"Parse error: {error.message}", {"locations": spots}) from error


def locations_of(node: Any) -> list[dict[str, int]]:  # noqa: ANN401 - any node of the parsed document
    """Line and column of a node, in a list of one."""
    start = node.loc.start_token
    return [{"line": start.line, "column": start.column}]
