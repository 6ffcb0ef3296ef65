"""Drawings work where nothing may be loaded or run.

GitHub's image proxy sends `default-src 'none'; img-src data:; style-src 'unsafe-inline'` with every image.
"""

import itertools

import pytest

from service.render.badge import Look, Shape, draw
from service.render.card import draw_card
from service.render.look import parse_look
from tests.service.render.samples import HANDS_ON, OCTOCAT
from tests.service.render.svg import find_all, parse

LOOKS = [
    Look(),
    *(parse_look({"style": style, "logo": "github"}) for style in Shape),
    parse_look({"theme": "nord", "color": "fff"}),
]
DRAWINGS = [*(draw(HANDS_ON, look) for look in LOOKS), draw_card(OCTOCAT)]


@pytest.mark.parametrize("svg", DRAWINGS)
def test_nothing_is_loaded_from_anywhere(svg: str) -> None:
    own_names = svg.replace('xmlns="http://www.w3.org/2000/svg"', "")

    assert [sign for sign in ("http", "//", "href", "@import", "data:", "url(h") if sign in own_names] == []


@pytest.mark.parametrize("svg", DRAWINGS)
def test_every_name_that_is_used_is_defined_once(svg: str) -> None:
    names = [element.get("id") for element in parse(svg).iter() if element.get("id")]
    used = {name for name in names if f"url(#{name})" in svg}

    assert sorted(map(str, used)) == sorted(map(str, names))
    assert svg.count("url(#") == sum(svg.count(f"url(#{name})") for name in used)


@pytest.mark.parametrize("svg", DRAWINGS)
def test_it_is_an_image_with_a_name_for_people_who_hear_it(svg: str) -> None:
    root = parse(svg)
    title = find_all(root, "title")[0].text

    assert (root.get("role"), root.get("aria-label")) == ("img", title)
    assert find_all(root, "desc")[0].text


def test_the_same_input_gives_the_same_bytes() -> None:
    assert [draw(HANDS_ON, look) for look in LOOKS] == DRAWINGS[:-1]


def test_badges_may_share_a_page_because_equal_names_mean_equal_things() -> None:
    for one, other in itertools.combinations(DRAWINGS[:-1], 2):
        first, second = (
            {element.get("id"): [dict(child.attrib) for child in element] for element in parse(svg).iter()}
            for svg in (one, other)
        )
        assert all(first[name] == second[name] for name in first.keys() & second.keys() if name)


@pytest.mark.parametrize("svg", DRAWINGS)
def test_a_drawing_is_small(svg: str) -> None:
    assert len(svg.encode()) < 12_000
