"""What to paste where: the same image as Markdown, HTML, AsciiDoc and so on; pure.

Logins hold letters, digits, hyphens and underscores, and everything else is percent-encoded, so that nothing in an
address can end the markup around it.
"""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from markupsafe import escape

from service.evidence import Login
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


def snippets(base: str, login: Login, choices: Choices) -> tuple[Snippet, ...]:
    """Every way to embed what was chosen, Markdown first; `base` has no slash at its end."""
    image = f"{base}/{choices.image}/{login}.svg{_query(choices)}"
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
            _picture(base, login, choices, page, alternative),
            "One image for each kind of surroundings, the way GitHub documents it; theme=auto does the same in one.",
        ),
        Snippet("asciidoc", "AsciiDoc", f'image:{image}["{alternative}",link="{page}"]'),
        Snippet("rst", "reStructuredText", f".. image:: {image}\n   :alt: {alternative}\n   :target: {page}"),
        Snippet(
            "shields",
            "shields.io",
            _shields(base, login, choices, page, alternative),
            "shields.io draws the badge and asks this service what it says, so this address must be public.",
        ),
        Snippet("address", "Address", image),
    )


def _query(choices: Choices, **instead: str) -> str:
    return choices.card(**instead) if choices.image is Image.CARD else choices.badge(**instead)


def _html(image: str, page: str, alternative: str) -> str:
    return f'<a href="{escape(page)}"><img alt="{escape(alternative)}" src="{escape(image)}"></a>'


def _picture(base: str, login: Login, choices: Choices, page: str, alternative: str) -> str:
    light, dark = (f"{base}/{choices.image}/{login}.svg{_query(choices, theme=theme)}" for theme in ("light", "dark"))
    return (
        f'<a href="{escape(page)}">\n'
        "  <picture>\n"
        f'    <source media="(prefers-color-scheme: dark)" srcset="{escape(dark)}">\n'
        f'    <img alt="{escape(alternative)}" src="{escape(light)}">\n'
        "  </picture>\n"
        "</a>"
    )


def _shields(base: str, login: Login, choices: Choices, page: str, alternative: str) -> str:
    query = urlencode({"url": f"{base}/badge/{login}.json{choices.badge()}"}, quote_via=quote, safe="")
    return f"[![{alternative}]({SHIELDS}?{query})]({page})"
