"""What there is to paste, in every format."""

import re
import xml.etree.ElementTree as ET
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams

from service.evidence import Login
from service.signing import Linked, signed_path
from service.web.pages.choices import read_choices
from service.web.pages.snippets import FORMATS, Snippet, snippets

BASE = "https://badges.example"
OCTOCAT = Login("octocat")
BADGE = "https://badges.example/badge/octocat.svg?theme=nord&label=a%20b"
PAGE = "https://badges.example/u/octocat"


def of(query: str, login: Login = OCTOCAT) -> dict[str, Snippet]:
    return {snippet.name: snippet for snippet in snippets(BASE, login, read_choices(QueryParams(query)))}


CHOSEN = of("theme=nord&label=a%20b")


def test_markdown_is_an_image_that_leads_to_the_evidence() -> None:
    assert CHOSEN["markdown"].text == f"[![Still Engineering badge of octocat]({BADGE})]({PAGE})"


def test_html_is_well_formed_and_escapes_its_address() -> None:
    root = ET.fromstring(CHOSEN["html"].text.replace('"></a>', '"/></a>'))  # noqa: S314 - our own text

    assert root.attrib == {"href": PAGE}
    assert root[0].attrib == {"alt": "Still Engineering badge of octocat", "src": BADGE}


def test_light_and_dark_have_an_image_each_whatever_the_theme() -> None:
    addresses = re.findall(r'src(?:set)?="([^"]+)"', CHOSEN["picture"].text)

    assert [parse_qs(urlsplit(address.replace("&amp;", "&")).query)["theme"] for address in addresses] == [
        ["dark"],
        ["light"],
    ]


def test_asciidoc_quotes_its_attributes() -> None:
    assert CHOSEN["asciidoc"].text == f'image:{BADGE}["Still Engineering badge of octocat",link="{PAGE}"]'


def test_restructured_text_indents_its_options() -> None:
    assert CHOSEN["rst"].text.splitlines() == [
        f".. image:: {BADGE}",
        "   :alt: Still Engineering badge of octocat",
        f"   :target: {PAGE}",
    ]


def test_shields_is_given_the_address_of_the_data() -> None:
    address = CHOSEN["shields"].text.removeprefix("[![Still Engineering badge of octocat](").partition(")")[0]

    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == "https://img.shields.io/endpoint"
    assert parse_qs(parts.query) == {"url": ["https://badges.example/badge/octocat.json?theme=nord&label=a%20b"]}


def test_a_card_is_called_a_card() -> None:
    assert of("image=card&hide=parts")["markdown"].text == (
        "[![Still Engineering card of octocat](https://badges.example/card/octocat.svg?hide=parts)]"
        "(https://badges.example/u/octocat)"
    )


def without_queries(text: str) -> str:
    """The text with the query of each address left out, and cards called badges."""
    return re.sub(r"[?][^)\"\[\s]*", "", text).replace("card", "badge")


FIELDS = ("label", "color", "logo", "style", "hide", "locale", "image")


@given(st.dictionaries(st.sampled_from(FIELDS), st.text()))
def test_whatever_was_typed_no_snippet_has_other_markup(typed: dict[str, str]) -> None:
    choices = read_choices(QueryParams(list(typed.items())))

    found = {snippet.name: without_queries(snippet.text) for snippet in snippets(BASE, OCTOCAT, choices)}

    assert found == {name: without_queries(snippet.text) for name, snippet in of("theme=nord").items()}


def test_an_organisation_is_offered_its_own_badge_and_no_data_for_shields() -> None:
    choices = read_choices(QueryParams("image=card&style=social&metric=days&theme=nord"))

    found = {each.name: each.text for each in snippets(BASE, Login("acme"), choices, organisation=True)}

    assert list(found) == [name for name in FORMATS if name != "shields"]
    assert found["address"] == f"{BASE}/badge/org/acme.svg?style=social&theme=nord"
    assert found["markdown"].startswith("[![Still Engineering badge of acme](")
    assert f"{BASE}/badge/org/acme.svg?style=social&amp;theme=dark" in found["picture"]


def test_the_badge_of_an_organisation_is_signed_as_such() -> None:
    key, acme = "k" * 32, Login("acme")

    [address] = [
        each.text
        for each in snippets(BASE, acme, read_choices(QueryParams("")), key=key, organisation=True)
        if each.name == "address"
    ]

    assert address == f"{BASE}{signed_path(key, Linked.ORGANISATION, acme)}"
