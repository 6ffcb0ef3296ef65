"""The API's description says what is really sent."""

import re

from httpx import AsyncClient
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BotAccount, InvalidLogin
from service.evidence import parse_login
from service.web.api import LOGIN_SCHEMA
from service.web.description import completed


def described(problem: bool) -> dict[str, object]:  # noqa: FBT001 - which of the two
    name = "Problem" if problem else "ScoreDocument"
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
    return {"paths": {"/x": {"get": {"responses": {"429": {"description": "x", "content": content}}}}}}


def test_a_problem_has_its_own_media_type_and_says_when_to_come_back() -> None:
    answer = completed(described(problem=True))["paths"]["/x"]["get"]["responses"]["429"]

    assert list(answer["content"]) == ["application/problem+json"]
    assert answer["headers"]["Retry-After"]["schema"] == {"type": "integer"}


def test_anything_else_is_left_as_it_is() -> None:
    assert completed(described(problem=False)) == described(problem=False)


async def test_the_served_description_is_the_completed_one(visitor: AsyncClient) -> None:
    first = (await visitor.get("/openapi.json")).json()
    again = (await visitor.get("/openapi.json")).json()

    answers = first["paths"]["/api/v1/users/{login}"]["get"]["responses"]
    assert list(answers["404"]["content"]) == ["application/problem+json"]
    assert list(answers["200"]["content"]) == ["application/json"]
    assert again == first


# The sign of Kelvin is a "k" in lower case, and is taken for one.
@given(st.text(st.characters(exclude_characters="\u212a"), max_size=45) | st.from_regex(LOGIN_SCHEMA["pattern"]))
def test_the_pattern_of_a_login_is_what_is_accepted(text: str) -> None:
    try:
        parse_login(text)
        accepted = True
    except BotAccount:
        accepted = True
    except InvalidLogin:
        accepted = False

    assert accepted == (re.search(LOGIN_SCHEMA["pattern"].removesuffix("$") + r"\Z", text) is not None)


async def test_a_bot_is_no_organisation(visitor: AsyncClient) -> None:
    response = await visitor.get("/api/v1/orgs/dependabot%5Bbot%5D")

    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"


async def test_a_name_that_no_file_can_have_is_not_found(visitor: AsyncClient) -> None:
    for name in ("a" * 3000, "%00", "..%2fapp.py", "style.css%00"):
        assert (await visitor.get(f"/static/{name}")).status_code == 404
