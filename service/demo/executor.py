"""A small GraphQL executor: walks what a document asks over the invented objects and answers in GitHub's shape."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from operator import attrgetter
from typing import Any, Generic, TypeVar

from service.demo.cost import Price, price_of
from service.demo.faults import Fault, InvalidDocument
from service.demo.plan import Asked, Plan, Variables, plan_for

_Source = TypeVar("_Source")
_Context = TypeVar("_Context")
Json = dict[str, Any]
Arguments = Mapping[str, Any]
_MISSING_ARGUMENT = {"path": ["query"], "extensions": {"code": "missingRequiredArguments", "className": "Field"}}


@dataclass(frozen=True, slots=True)
class Node:
    """An object in the answer: a type of the schema and the value behind it."""

    typename: str
    source: Any


@dataclass(frozen=True, slots=True)
class Ask(Generic[_Context]):
    """What a field needs beyond its object: the arguments and who asks."""

    arguments: Arguments
    context: _Context

    def needed(self, name: str) -> Any:  # noqa: ANN401 - arguments are JSON
        """An argument that must be there.

        Raises:
            InvalidDocument: it is not.
        """
        if self.arguments.get(name) is None:
            raise InvalidDocument(f"Field is missing required arguments: {name}", _MISSING_ARGUMENT)
        return self.arguments[name]


class Type(Generic[_Source, _Context]):
    """The fields of one type.

    Attributes:
        plain: field -> attribute of the source.
        derived: field -> function of the source.
        asked: field -> function of the source and the question.
        constant: field -> the value that every object has.
        names: all of them.
    """

    def __init__(
        self,
        *,
        interfaces: frozenset[str] = frozenset(),
        plain: Mapping[str, str] | None = None,
        derived: Mapping[str, Callable[[_Source], object]] | None = None,
        asked: Mapping[str, Callable[[_Source, Ask[_Context]], object]] | None = None,
        constant: Mapping[str, object] | None = None,
    ) -> None:
        self.interfaces = interfaces
        self.asked = dict(asked or {})
        self.constant = dict(constant or {})
        self.simple: dict[str, Callable[[_Source], object]] = {
            **{name: attrgetter(attribute) for name, attribute in (plain or {}).items()},
            **(derived or {}),
        }

        self.names = frozenset({*self.simple, *self.asked, *self.constant})

    def value(self, name: str, source: _Source, arguments: Callable[[], Arguments], context: _Context) -> object:
        """The value of a field that the type has.

        Raises:
            Fault: there is no value.
        """
        if name in self.simple:
            return self.simple[name](source)
        if name in self.asked:
            return self.asked[name](source, Ask(arguments(), context))
        return self.constant[name]

    def replaced(self, name: str, resolver: Callable[[Any, Ask[Any]], object]) -> "Type[_Source, _Context]":
        """This type with another way to answer one of its asked fields."""
        other = copy(self)
        other.asked = {**self.asked, name: resolver}
        return other


Types = Mapping[str, Type[Any, Any]]


class _NullParentError(Exception):
    """A field that may not be null has no value."""


@dataclass(slots=True)
class _Execution:
    """One document being answered."""

    plan: Plan
    types: Types
    variables: Variables
    context: object
    errors: list[Json] = field(default_factory=list)

    def answer(self, node: Node, asked: Asked | None, path: tuple[str | int, ...]) -> Json:
        """The answer for one object."""
        kind = self.types[node.typename]
        sets = asked.sets if asked else (self.plan.operation.selection_set,)
        found: Json = {}
        for each in self.plan.fields(sets, node.typename, kind.interfaces):
            if each.name == "__typename":
                found[each.key] = node.typename
            else:
                found[each.key] = self.field(kind, node, each, (*path, each.key))
        return found

    def field(self, kind: Type[Any, Any], node: Node, asked: Asked, path: tuple[str | int, ...]) -> object:
        """The answer for one field; null, and an error, if there is no value."""
        if asked.name not in kind.names:
            raise _undefined(node.typename, asked, path)
        try:
            value = kind.value(asked.name, node.source, lambda: asked.arguments(self.variables), self.context)
            return self.complete(value, asked, path)
        except Fault as fault:
            self.report(fault, asked, path)
            if fault.nulls_parent:
                raise _NullParentError from fault
        except _NullParentError:
            pass
        return None

    def report(self, fault: Fault, asked: Asked, path: tuple[str | int, ...]) -> None:
        """Add a fault to the errors."""
        spot = {"type": fault.type, "path": list(path), "locations": asked.locations, "message": fault.message}
        self.errors.append(spot)

    def complete(self, value: object, asked: Asked, path: tuple[str | int, ...]) -> object:
        """A value as JSON; a fault as an item of a list is null there."""
        if isinstance(value, Fault):
            self.report(value, asked, path)
            return None
        if isinstance(value, Node):
            return self.answer(value, asked, path)
        if isinstance(value, list | tuple):
            return [self.complete(item, asked, (*path, i)) for i, item in enumerate(value)]
        if isinstance(value, datetime):
            return f"{value:%Y-%m-%dT%H:%M:%SZ}"
        return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True, slots=True)
class Executed:
    """An answer and its price; a document that was refused costs a point."""

    body: Json
    price: Price


def execute(text: str, variables: Variables, types: Types, context: Callable[[Price], object]) -> Executed:
    """Answer a document from the root object `Query`; the context travels to every field."""
    data: Json | None = None
    try:
        plan = plan_for(text, variables)
        values = plan.variables(variables)
        price = price_of(plan, values)
        execution = _Execution(plan, types, values, context(price))
        with suppress(_NullParentError):
            data = execution.answer(Node("Query", None), None, ())
    except InvalidDocument as invalid:
        return Executed({"errors": [invalid.as_json()]}, Price(1, 0))
    return Executed({"data": data} | ({"errors": execution.errors} if execution.errors else {}), price)


def _undefined(typename: str, asked: Asked, path: tuple[str | int, ...]) -> InvalidDocument:
    return InvalidDocument(
        f"Field '{asked.name}' doesn't exist on type '{typename}'",
        {
            "path": ["query", *(step for step in path if isinstance(step, str))],
            "extensions": {"code": "undefinedField", "typeName": typename, "fieldName": asked.name},
            "locations": asked.locations,
        },
    )
