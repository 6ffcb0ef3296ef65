"""The logos that are bundled."""

import re
from pathlib import Path

import pytest

import service.render.data
from service.errors import InvalidParameter
from service.render.logos import logo_slugs, parse_logo

PATH = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9 ,.e-]+")


def test_the_logos_are_many_in_alphabetical_order_and_the_file_of_them_small() -> None:
    slugs = logo_slugs()

    assert len(slugs) > 1000
    assert Path(service.render.data.__file__).with_name("logos.json").stat().st_size < 1_500_000
    assert list(slugs) == sorted(slugs)


LANGUAGES = (
    "c cplusplus clojure dart elixir erlang go haskell javascript julia kotlin lua ocaml openjdk perl php python r"
)
MORE_LANGUAGES = "ruby rust scala swift typescript zig gnubash dotnet"
FRAMEWORKS = "angular django fastapi flask laravel nestjs nextdotjs nodedotjs react rubyonrails spring svelte symfony"
SYSTEMS = "alpinelinux android apple archlinux debian fedora freebsd linux nixos redhat ubuntu neovim vim git"
TOOLS = "docker firefox github gitlab googlecloud jenkins kubernetes mongodb mysql postgresql redis terraform webpack"
COMMON = f"{LANGUAGES} {MORE_LANGUAGES} {FRAMEWORKS} {SYSTEMS} {TOOLS}".split()


@pytest.mark.parametrize("slug", COMMON)
def test_what_engineers_use_is_among_them(slug: str) -> None:
    assert parse_logo(f" {slug.upper()} ").slug == slug


@pytest.mark.parametrize(
    ("title", "slug"), [("Node.js", "nodedotjs"), ("C++", "cplusplus"), ("GitHub Actions", "githubactions")]
)
def test_a_logo_is_found_by_its_title_too(title: str, slug: str) -> None:
    assert parse_logo(title).slug == slug


def test_every_logo_is_path_data_and_nothing_else() -> None:
    assert [slug for slug in logo_slugs() if not PATH.fullmatch(parse_logo(slug).path)] == []


def test_an_unknown_logo_is_refused_with_where_the_names_are_from() -> None:
    with pytest.raises(
        InvalidParameter, match=r"logo must be one of .+ 'no-such-logo' is none\. They are names of simpleicons\.org"
    ):
        parse_logo("no-such-logo")


def test_a_picture_of_ones_own_is_refused() -> None:
    with pytest.raises(InvalidParameter, match="a data: image is not accepted"):
        parse_logo("DATA:image/svg+xml,<svg/>")
