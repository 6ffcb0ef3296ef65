"""The logos that are bundled."""

import re

import pytest

from service.errors import InvalidParameter
from service.render.logos import logo_slugs, parse_logo

PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9 ,.e-]+")


def test_there_are_a_few_hundred_logos_in_alphabetical_order() -> None:
    slugs = logo_slugs()

    assert 300 < len(slugs) < 600
    assert list(slugs) == sorted(slugs)


@pytest.mark.parametrize("slug", ["github", "python", "go", "typescript", "kubernetes", "git"])
def test_what_engineers_use_is_among_them(slug: str) -> None:
    assert parse_logo(f" {slug.upper()} ").slug == slug


def test_every_logo_is_path_data_and_nothing_else() -> None:
    assert [slug for slug in logo_slugs() if not PATH.fullmatch(parse_logo(slug).path)] == []


def test_an_unknown_logo_is_refused_with_where_the_names_are_from() -> None:
    with pytest.raises(InvalidParameter, match=r"names are those of simpleicons\.org"):
        parse_logo("no-such-logo")


def test_a_picture_of_ones_own_is_refused() -> None:
    with pytest.raises(InvalidParameter, match="a data: image is not accepted"):
        parse_logo("DATA:image/svg+xml,<svg/>")
