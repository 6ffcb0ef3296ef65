"""Logos by their Simple Icons slug: those that engineers use, drawn as a path inside the SVG."""

from dataclasses import dataclass
from functools import lru_cache

from service.errors import InvalidParameter
from service.render.choices import shown
from service.render.data import read_table

_SPELLED = str.maketrans({"+": "plus", ".": "dot", "&": "and"})


@dataclass(frozen=True, slots=True)
class Logo:
    """One icon; `path` is its SVG path data on a field of 24 by 24."""

    slug: str
    path: str


@lru_cache(maxsize=1)
def _paths() -> dict[str, str]:
    paths: dict[str, str] = read_table("logos.json")
    return paths


def logo_slugs() -> tuple[str, ...]:
    """Every slug there is a logo for, in alphabetical order."""
    return tuple(_paths())


def parse_logo(text: str) -> Logo:
    """The logo of this slug or title, such as `python`, `nodedotjs` or `Node.js`.

    Raises:
        InvalidParameter: there is none, or it is a `data:` address.
    """
    slug = text.strip().lower()
    if slug.startswith("data:"):
        raise InvalidParameter("logo= takes the name of a logo such as github; a data: image is not accepted.")
    if slug not in _paths():
        slug = _slug_of_title(slug)
    if slug not in _paths():
        raise InvalidParameter(
            f"logo must be one of the {len(_paths())} names here, such as github, python or go; {shown(text)} is none. "
            "They are names of simpleicons.org, as far as everybody may use the logo."
        )
    return Logo(slug, _paths()[slug])


def _slug_of_title(title: str) -> str:
    """What Simple Icons make of a title: https://github.com/simple-icons/simple-icons/blob/develop/CONTRIBUTING.md."""
    return "".join(letter for letter in title.translate(_SPELLED) if letter.isalnum())
