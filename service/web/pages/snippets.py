"""What to paste where: the same image as Markdown, HTML, AsciiDoc and so on; pure.

Logins hold letters, digits, hyphens and underscores, and everything else is percent-encoded, so that nothing in an
address can end the markup around it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from markupsafe import escape

from service.evidence import Login
from service.signing import PARAMETER, Linked, sign
from service.web.pages.choices import Choices, Image

SHIELDS = "https://img.shields.io/endpoint"


@dataclass(frozen=True, slots=True)
class Snippet:
    """One way to embed an image.

    Attributes:
        name: for programs, such as `markdown`.
        title: for people.
        note: what to know about it.
    """

    name: str
    title: str
    text: str
    note: str = ""


def snippets(base: str, login: Login, choices: Choices, *, key: str = "") -> tuple[Snippet, ...]:
    """Every way to embed what was chosen, Markdown first; `base` has no slash at its end.

    With the key of a private service the addresses of images are signed.
    """
    signed = _signed(Linked(choices.image), login, key)
    image = f"{base}/{choices.image}/{login}.svg{_query(choices, **signed)}"
    page = f"{base}/u/{login}"
    alternative = f"Still Engineering {choices.image} of {login}"
    return (
        Snippet(
            "markdown", "Markdown", f"[![{alternative}]({image})]({page})", "For a README on GitHub and elsewhere."
        ),
        Snippet("html", "HTML", _html(image, page, alternative)),
        Snippet(
            "picture",
            "Light and dark",
            _picture(f"{base}/{choices.image}/{login}.svg", choices, signed, page, alternative),
            "One image for each kind of surroundings, the way GitHub documents it; theme=auto does the same in one.",
        ),
        Snippet("asciidoc", "AsciiDoc", f'image:{image}["{alternative}",link="{page}"]'),
        Snippet("rst", "reStructuredText", f".. image:: {image}\n   :alt: {alternative}\n   :target: {page}"),
        Snippet(
            "shields",
            "shields.io",
            _shields(
                f"{base}/badge/{login}.json{choices.badge(**_signed(Linked.BADGE, login, key))}", page, alternative
            ),
            "shields.io draws the badge and asks this service what it says, so this address must be public.",
        ),
        Snippet("address", "Address", image),
    )


def _query(choices: Choices, **instead: str) -> str:
    return choices.card(**instead) if choices.image is Image.CARD else choices.badge(**instead)


def _html(image: str, page: str, alternative: str) -> str:
    return f'<a href="{escape(page)}"><img alt="{escape(alternative)}" src="{escape(image)}"></a>'


def _signed(what: Linked, login: Login, key: str) -> dict[str, str]:
    return {PARAMETER: sign(key, what, login)} if key else {}


def _picture(image: str, choices: Choices, signed: Mapping[str, str], page: str, alternative: str) -> str:
    light, dark = (f"{image}{_query(choices, theme=theme, **signed)}" for theme in ("light", "dark"))
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
