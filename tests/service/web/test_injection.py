"""Whatever is written into a text that is shown, a page has no markup but its own."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.errors import Paused, Status
from service.evidence import Gap, GapCode, Login
from service.record import Record, record_of_error, record_of_score, with_lifetime
from service.score import RepositoryShare, Score, System
from service.web.pages.sample import sample_record
from service.web.state import Services
from tests.fakes import NOW, FakeClock, FakeSource
from tests.service.web.application import serving
from tests.service.web.html import Element, read

PAYLOADS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    '"><img src=x onerror=alert(1)>',
    "'><svg onload=alert(1)>",
    "</style><script>alert(1)</script>",
    "</title><x-mark>",
    "</textarea></select></pre><x-mark a=1>",
    '" autofocus onfocus="alert(1)',
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "<!--", "-->", "]]>", "<![CDATA[<x-mark>]]>",
    "&lt;script&gt;", "&#60;x-mark&#62;", "&#x3c;x-mark>",
    "{{ 7 * 7 }}", "{% raw %}", "${7*7}", "%(x)s", "{0.__class__}",
    "\u202e<x-mark>", "\x00<x-mark>", "\ufeff<x-mark>", "\uff1cscript\uff1ealert(1)",
    "<a href='//evil.example'>x</a>", "<base href=//evil.example>", "<meta http-equiv=refresh content=0>",
    "`<x-mark>`", "](javascript:alert(1))", '"];alert(1)//', "\r\nSet-Cookie: a=b", "a\nb: <x-mark>",
    "//evil.example", "\\\\evil.example", "/../../etc/passwd", "<form action=//evil.example><button>",
    '<iframe srcdoc="<x-mark>">', "<math><mi//xlink:href='data:x,<x-mark>'>",
    "<noscript><p title='</noscript><x-mark>'>",
]  # fmt: skip
TEXTS = st.sampled_from(PAYLOADS) | st.text(max_size=80) | st.tuples(*[st.sampled_from(PAYLOADS)] * 2).map("".join)

OWN_TAGS = frozenset(
    {"a", "article", "bdi", "body", "br", "button", "caption", "code", "datalist", "dd", "desc", "details", "div"}
    | {"dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "head", "header", "html", "img", "input", "label"}
    | {"legend", "li", "line", "link", "main", "meta", "nav", "noscript", "option", "p", "path", "pre", "rect"}
    | {"script", "section", "select", "span", "strong", "style", "summary", "svg", "table", "tbody", "td", "text"}
    | {"th", "thead", "time", "title", "tr", "ul"}
)
ADDRESSES = {"href", "src", "action", "srcset", "content"}


def foreign(page: Element) -> list[str]:
    """What is in the page and cannot be its own."""
    elements = page.all()[1:]
    found = [element.tag for element in elements if element.tag not in OWN_TAGS]
    for element in elements:
        found += [name for name in element.attributes if name.startswith("on") or name in {"style", "srcdoc"}]
        found += [f"{name}={text}" for name, text in element.attributes.items() if not _is_own(element, name, text)]
    scripts = [element for element in elements if element.tag == "script"]
    found += ["script" for script in scripts if script.text or not script.attributes["src"].startswith("/static/")]
    return found


def _is_own(element: Element, name: str, value: str) -> bool:
    if name not in ADDRESSES or element.tag == "meta":
        return True
    parts = urlsplit(value)
    local = not parts.scheme and not parts.netloc and (value.startswith(("/", "#")) and not value.startswith("//"))
    return local or parts.netloc in {"github.com", "www.rfc-editor.org", "service.test"}


def hostile_score(text: str) -> Score:
    """A score whose every text is this one."""
    score = sample_record(NOW).score
    assert score is not None
    repository = RepositoryShare(text, 3, System(living=True, reason=text), 1.0, private=False)
    gaps = tuple(Gap(code, text) for code in GapCode)
    return replace(score, login=text, repositories=(repository,), gaps=gaps, why=(text, text), model_version=text)


def hostile_record(text: str, status: Status) -> Record:
    """A record whose every text is this one."""
    score = hostile_score(text)
    if status is Status.NOT_VISIBLE:
        score = replace(score, value=None)
    if status in {Status.OK, Status.NOT_VISIBLE}:
        return with_lifetime(record_of_score(score), NOW.replace(year=2027), NOW.replace(year=2028))
    record = record_of_error(text, Paused(text), NOW)
    return replace(record, status=status, fresh_until=NOW.replace(year=2027), keep_until=NOW.replace(year=2028))


async def shown(path: str, record: Record | None = None) -> str:
    """The answer to a path, where `ada` is somebody with this record."""
    async with serving(FakeSource(), FakeClock()) as (client, services):
        if record:
            await _kept(services, record)
        return (await client.get(path, headers={"Accept": "text/html"})).text


async def _kept(services: Services, record: Record) -> None:
    await services.scorer._store.put(Login("ada"), record)


KNOWN = (Status.OK, Status.NOT_VISIBLE, Status.PAUSED, Status.BOT, Status.ORGANISATION)


@given(TEXTS, st.sampled_from(KNOWN))
@settings(max_examples=80)
async def test_no_text_from_github_becomes_markup_on_the_evidence_page(text: str, status: Status) -> None:
    page = read(await shown("/u/ada", hostile_record(text, status)))

    assert foreign(page) == []
    assert len(page.all("h1")) == 1


@given(TEXTS)
@settings(max_examples=60)
async def test_no_text_from_github_becomes_markup_in_the_builder(text: str) -> None:
    assert foreign(read(await shown("/?login=ada", hostile_record(text, Status.PAUSED)))) == []


@given(TEXTS)
@settings(max_examples=60)
async def test_no_text_from_github_ends_the_json(text: str) -> None:
    body = json.loads(await shown("/api/v1/users/ada", hostile_record(text, Status.OK)))

    assert body["repositories"][0]["name"] == text.encode(errors="replace").decode()


FIELDS = "login style theme metric label color labelColor logo logoColor locale background hide border image nolabel"


@given(st.dictionaries(st.sampled_from([*FIELDS.split(), "unknown"]), TEXTS, min_size=1))
@settings(max_examples=80)
async def test_nothing_that_is_typed_becomes_markup_in_the_builder(typed: dict[str, str]) -> None:
    query = "&".join(f"{name}={quote(text, safe='', errors='replace')}" for name, text in typed.items())

    page = read(await shown(f"/?{query}"))

    assert foreign(page) == []
    assert len(page.all("form")) == 1


PATHS: list[Callable[[str], str]] = [
    lambda text: f"/u/{text}",
    lambda text: f"/{text}",
    lambda text: f"/u/{text}/{text}",
    lambda text: f"/static/{text}",
    lambda text: f"/methodology?{text}",
]


@given(TEXTS, st.sampled_from(range(len(PATHS))))
@settings(max_examples=80)
async def test_nothing_in_an_address_becomes_markup(text: str, kind: int) -> None:
    answer = await shown(PATHS[kind](quote(text, safe="", errors="replace")))

    if "<!doctype html>" in answer:
        assert foreign(read(answer)) == []


SVG_FIELDS = ["style", "theme", "metric", "label", "color", "labelColor", "logo", "logoColor", "locale", "hide"]
SVG_TAGS = {
    "svg",
    "title",
    "desc",
    "style",
    "g",
    "rect",
    "path",
    "text",
    "linearGradient",
    "stop",
    "clipPath",
    "filter",
}
SVG_TAGS |= {"feGaussianBlur", "line", "defs"}


@given(TEXTS, st.sampled_from(SVG_FIELDS), st.sampled_from(["badge/ada.svg", "card/ada.svg", "sample/badge.svg"]))
@settings(max_examples=100)
async def test_no_image_has_markup_of_theirs(text: str, field: str, path: str) -> None:
    record = hostile_record(text, Status.OK)

    svg = await shown(f"/{path}?{field}={quote(text, safe='', errors='replace')}", record)

    root = ET.fromstring(svg)  # noqa: S314 - our own answer
    elements = list(root.iter())
    assert {element.tag.partition("}")[2] for element in elements} <= SVG_TAGS
    assert [name for element in elements for name in element.attrib if name.startswith("on") or "href" in name] == []


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_known_payloads_are_shown_as_they_are(payload: str) -> None:
    page = read(await shown("/u/ada", hostile_record(payload, Status.OK)))

    assert foreign(page) == []
    kept = payload.replace("\r\n", "\n").replace("\x00", "\ufffd")
    assert " ".join(kept.split()) in page.one("section", **{"aria-labelledby": "gaps"}).text.replace("\x00", "\ufffd")
