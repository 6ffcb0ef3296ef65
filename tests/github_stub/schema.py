"""GitHub's public GraphQL schema, parsed once.

`schema.graphql.gz` is `schema.graphql` of the npm package `@octokit/graphql-schema` 15.26.1 (MIT, Copyright (c) GitHub;
see SCHEMA_LICENSE), unchanged but for compression.
"""

import gzip
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from graphql import GraphQLError, GraphQLSchema, build_schema, parse, validate

Json = dict[str, Any]


# The stub's threads may all need it at the same moment, and each would build one of its own.
_BUILDING = Lock()


def github_schema() -> GraphQLSchema:
    """The schema; building it takes about a second."""
    with _BUILDING:
        return _built()


@cache
def _built() -> GraphQLSchema:
    packed = (Path(__file__).parent / "schema.graphql.gz").read_bytes()
    return build_schema(gzip.decompress(packed).decode(), assume_valid=True, no_location=True)


@cache
def problems(text: str) -> tuple[Json, ...]:
    """What GitHub's validator would say against a document, in the shape of GitHub's errors; nothing if it is valid."""
    try:
        found = validate(github_schema(), parse(text))
    except GraphQLError as error:
        found = [error]
    return tuple(_as_json(error) for error in found)


def _as_json(error: GraphQLError) -> Json:
    spots = [{"line": spot.line, "column": spot.column} for spot in error.locations or ()]
    return {
        "path": ["query"],
        "extensions": {"code": "invalidDocument"},
        "locations": spots,
        "message": error.message,
    }
