"""What to paste where: the same image as Markdown, HTML, AsciiDoc and so on; pure.

Logins hold letters, digits, hyphens and underscores, and everything else is percent-encoded, so that nothing in an
address can end the markup around it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import quote, urlencode

from markupsafe import escape

from service.evidence import Login
from service.signing import PARAMETER, PATHS, Linked, sign
from service.web.pages.choices import Choices, Image

SHIELDS = "https://img.shields.io/endpoint"
FORMATS: Mapping[str, str] = MappingProxyType(
    {
        "markdown": "Markdown",
        "html": "HTML",
        "picture": "Light and dark",
        "asciidoc": "AsciiDoc",
        "rst": "reStructuredText",
        "shields": "shields.io",
        "address": "Address",
    }
)
"""By name, what people call each way to embed an image, in the order in which they are offered."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """One way to embed an image.

    Attributes:
        name: one of FORMATS.
        note: what to know about it.
    """

    name: str
    text: str
    note: str = ""

    @property
    def title(self) -> str:
        """What people call it."""
        return FORMATS[self.name]


def snippets(
    base: str, login: Login, choices: Choices, *, key: str = "", organisation: bool = False
) -> tuple[Snippet, ...]:
    """Every way to embed what was chosen, Markdown first; `base` has no slash at its end.

    With the key of a private service the addresses of images are signed. An organisation has a badge as an image and
    nothing else, so that is what it is offered.
    """
    linked = Linked.ORGANISATION if organisation else Linked(choices.image)
    signed = _signed(linked, login, key)
    plain = f"{base}{PATHS[linked].format(login=login)}"
    image = f"{plain}{_query(choices, linked, **signed)}"
    page = f"{base}/u/{login}"
    alternative = f"Still Engineering {Image.BADGE if organisation else choices.image} of {login}"
    note = "An organisation has a badge, and no card." if organisation else "For a README on GitHub and elsewhere."
    data = f"{base}/badge/{login}.json{choices.badge(**_signed(Linked.BADGE, login, key))}"
    drawn_elsewhere = Snippet(
        "shields",
        _shields(data, page, alternative),
        "shields.io draws the badge and asks this service what it says, so this address must be public.",
    )
    return (
        Snippet("markdown", f"[![{alternative}]({image})]({page})", note),
        Snippet("html", _html(image, page, alternative)),
        Snippet(
            "picture",
            _picture(plain, choices, linked, signed, page, alternative),
            "One image for each kind of surroundings, the way GitHub documents it; theme=auto does the same in one.",
        ),
        Snippet("asciidoc", f'image:{image}["{alternative}",link="{page}"]'),
        Snippet("rst", f".. image:: {image}\n   :alt: {alternative}\n   :target: {page}"),
        *(() if organisation else (drawn_elsewhere,)),
        Snippet("address", image),
    )


def _query(choices: Choices, linked: Linked, **instead: str) -> str:
    if linked is Linked.ORGANISATION:
        return choices.organisation(**instead)
    return choices.card(**instead) if linked is Linked.CARD else choices.badge(**instead)


def _html(image: str, page: str, alternative: str) -> str:
    return f'<a href="{escape(page)}"><img alt="{escape(alternative)}" src="{escape(image)}"></a>'


def _signed(what: Linked, login: Login, key: str) -> dict[str, str]:
    return {PARAMETER: sign(key, what, login)} if key else {}


def _picture(
    image: str, choices: Choices, linked: Linked, signed: Mapping[str, str], page: str, alternative: str
) -> str:
    light, dark = (f"{image}{_query(choices, linked, theme=theme, **signed)}" for theme in ("light", "dark"))
    return (
        f'<a href="{escape(page)}">\n'
        "  <picture>\n"
        f'    <source media="(prefers-color-scheme: dark)" srcset="{escape(dark)}">\n'
        f'    <img alt="{escape(alternative)}" src="{escape(light)}">\n'
        "  </picture>\n"
        "</a>"
    )


def _shields(data: str, page: str, alternative: str) -> str:
    query = urlencode({"url": data}, quote_via=quote, safe="")
    return f"[![{alternative}]({SHIELDS}?{query})]({page})"
