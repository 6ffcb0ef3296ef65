"""A login is checked before anybody is asked about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import BotAccount, InvalidLogin, ServiceError
from service.evidence import parse_login


@pytest.mark.parametrize(
    "text", ["octocat", "a", "a-b", "A1-b2", "idp-name_short", "ends-", "x" * 39, "@octocat", " octocat "]
)
def test_logins_that_can_exist_are_accepted(text: str) -> None:
    assert parse_login(text) == text.strip().removeprefix("@").lower()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-a",
        "a b",
        "x" * 40,
        "x" * 400,
        "<script>",
        "a/b",
        "ä",
        "a\n",
        "a.b",
        "../etc",
        "\uff11\uff12",
        "a\x00",
        "[bot]",
        "a%00",
        "\u212aate",
    ],
)
def test_what_cannot_be_a_login_is_refused(text: str) -> None:
    with pytest.raises(InvalidLogin, match="is not a GitHub login"):
        parse_login(text if text != "a\n" else "a\nb")


def test_an_app_is_known_by_its_name() -> None:
    with pytest.raises(BotAccount):
        parse_login("dependabot[bot]")


def test_a_long_text_is_not_repeated_in_full() -> None:
    with pytest.raises(InvalidLogin) as caught:
        parse_login("y" * 100_000)

    assert len(str(caught.value)) < 250


@given(st.text())
def test_any_text_is_a_login_or_has_an_error_of_ours(text: str) -> None:
    try:
        login = parse_login(text)
    except ServiceError:
        return
    assert login == login.lower()
    assert login.isascii()
