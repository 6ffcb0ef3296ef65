"""GraphQL documents, built so that every login and id travels as a variable."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from service.github_api.transport import Json


@dataclass(frozen=True, slots=True)
class Query:
    """A GraphQL document with its variables."""

    text: str
    variables: Json


@cache
def fragments(name: str) -> str:
    """The text of one .graphql file of this package."""
    return (files(__package__) / f"{name}.graphql").read_text(encoding="utf-8")
