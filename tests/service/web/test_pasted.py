"""A login as people paste it."""

import pytest

from service.errors import InvalidLogin
from service.web.pages.pasted import parse_pasted

HOSTS = frozenset({"github.com", "forge.example"})


@pytest.mark.parametrize(
    "text",
    [
        "octocat",
        " @Octocat ",
        "https://github.com/octocat",
        "https://github.com/octocat/",
        " HTTPS://GitHub.com/OctoCat ",
        "http://www.github.com/octocat?tab=repositories#top",
        "github.com/octocat",
        "https://github.com/octocat/hello-world",
        "https://github.com/orgs/octocat/people",
        "https://forge.example/octocat",
    ],
)
def test_a_login_and_the_address_of_its_page_are_the_same(text: str) -> None:
    assert parse_pasted(text, HOSTS) == "octocat"


@pytest.mark.parametrize(
    "text",
    [
        "https://gitlab.example/octocat",
        "https://github.com",
        "https://github.com/",
        "https://github.com//octocat",
        "https://github.com@gitlab.example/octocat",
        "https://github.com/-octocat",
        "https://[github.com/octocat",
        "octo/cat",
    ],
)
def test_nothing_else_with_a_slash_is_a_login(text: str) -> None:
    with pytest.raises(InvalidLogin, match="is not a GitHub login"):
        parse_pasted(text, HOSTS)
