"""Who shows their own badge of this service in their profile is enrolled."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.enrolment import LONGEST_README, is_enrolled

HOST = "https://badges.example"
MARKDOWN = "[![still engineering](https://badges.example/badge/Ada.svg?style=social)](https://badges.example/u/Ada)"


@pytest.mark.parametrize(
    "readme",
    [
        MARKDOWN,
        f"# Hello\n\n{MARKDOWN}\n",
        '<img alt="" src="HTTPS://Badges.Example/card/ada.svg">',
        '<source srcset="https://badges.example/card/ada.svg?theme=dark">',
        "![](http://badges.example/badge/ada.png)",
        "![](https://badges.example:8443/badge/ada.svg)",
        "![](https://img.shields.io/endpoint?url=https%3A%2F%2Fbadges.example%2Fbadge%2Fada.json%3Fmetric%3Ddays)",
        "![](https://badges.example/badge/@ada.svg)",
        ".. image:: https://badges.example/badge/ada.svg",
    ],
)
def test_any_markup_enrols(readme: str) -> None:
    assert is_enrolled(readme, HOST, "Ada")


@pytest.mark.parametrize(
    "readme",
    [
        None,
        "",
        "# Hello",
        "https://badges.example/u/ada",
        "https://badges.example/badge/adam.svg",
        "https://badges.example/badge/org/ada.svg",
        "https://badges.example/badge/bob.svg",
        "https://other.example/badge/ada.svg",
        "https://badges.example.org/badge/ada.svg",
        "https://my-badges.example/badge/ada.svg",
        "https://badgesXexample/badge/ada.svg",
        "badges.example/badge/ada.svg",
        " " * LONGEST_README + MARKDOWN,
    ],
)
def test_nothing_else_does(readme: str | None) -> None:
    assert not is_enrolled(readme, HOST, "ada")


def test_a_service_below_a_path_is_found_there_alone() -> None:
    below = "https://tools.example/still"

    assert is_enrolled("![](https://tools.example/still/badge/ada.svg)", below, "ada")
    assert not is_enrolled("![](https://tools.example/badge/ada.svg)", below, "ada")


@given(st.text(), st.from_regex(r"[a-z0-9][a-z0-9_-]{0,38}", fullmatch=True))
def test_text_that_does_not_name_the_host_never_enrols(readme: str, login: str) -> None:
    assert not is_enrolled(readme.replace("badges", ""), HOST, login)
