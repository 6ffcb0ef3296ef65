"""The builder: type a login, see badge and card, choose, copy; one form that works without scripts."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response

from service.drawing import Metric, badge_of, card_of
from service.errors import InvalidParameter
from service.render.badge import draw
from service.render.card import Section, draw_card
from service.render.card_look import CardLook, parse_card_look
from service.render.logos import logo_slugs
from service.render.look import Look, Shape, parse_look
from service.render.themes import THEMES
from service.render.words import LOCALES, words
from service.web.images import LONGEST_QUERY, SVG, parse_metric
from service.web.pages.choices import Choices, Image, read_choices
from service.web.pages.github_web import web_address
from service.web.pages.pasted import GITHUB
from service.web.pages.people import example_of, personas_of
from service.web.pages.preview import preview_of
from service.web.pages.respond import page
from service.web.pages.sample import sample_record
from service.web.pages.security import PAGE_HEADERS
from service.web.pages.snippets import FORMATS, snippets
from service.web.state import services_of

router = APIRouter(include_in_schema=False)

_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1", "0.0.0.0"})  # noqa: S104 - names to recognise, not to bind
_LANGUAGES = {
    "en": "English",
    "de": "Deutsch",
    "es": "Español",
    "fr": "Français",
    "ja": "日本語",
    "zh-CN": "简体中文",
    "ar": "العربية",
}
_METRICS = {
    "": "Level · score",
    Metric.LEVEL: "Level",
    Metric.SCORE: "Score",
    Metric.DAYS: "Coding days",
    Metric.STREAK: "Weeks in a row",
}
_COLOURS = ("brightgreen", "green", "teal", "blue", "yellow", "orange", "grey", "black")


@dataclass(frozen=True, slots=True)
class Options:
    """What the form offers: pairs of value and words."""

    styles: Sequence[tuple[str, str]]
    themes: Sequence[tuple[str, str]]
    metrics: Sequence[tuple[str, str]]
    locales: Sequence[tuple[str, str]]
    sections: Sequence[tuple[str, str]]
    logos: Sequence[str]
    colours: Sequence[str]


OPTIONS = Options(
    styles=[(shape, shape) for shape in Shape],
    themes=[(name, name) for name in THEMES],
    metrics=list(_METRICS.items()),
    locales=[(locale, _LANGUAGES[locale]) for locale in LOCALES],
    sections=[(section, section.replace("-", " ")) for section in Section],
    logos=logo_slugs(),
    colours=_COLOURS,
)


@router.api_route("/", methods=["GET", "HEAD"])
async def builder(request: Request) -> Response:
    """The builder with whatever was chosen; 422 if something in it is not allowed."""
    services = services_of(request)
    choices = _choices(request)
    example = example_of(demo=services.demo)
    login = choices.login or (example if services.demo and "login" not in choices.errors else None)
    base = services.pages.base(request)
    preview = await preview_of(request, login, choices)
    key = services.settings.signing_key
    values = {
        "choices": choices,
        "options": OPTIONS,
        "preview": preview,
        "formats": FORMATS,
        "snippets": snippets(base, login or example, choices, key=key, organisation=preview.is_organisation),
        "images": tuple(Image),
        "personas": personas_of(demo=services.demo),
        "example": example,
        "is_example": choices.login is None,
        "only_here": urlsplit(base).hostname in _THIS_MACHINE,
        "base": base,
    }
    return page(request, "builder", values, status=422 if choices.errors else 200)


def _choices(request: Request) -> Choices:
    if len(request.url.query) <= LONGEST_QUERY:
        return read_choices(request.query_params, _hosts(services_of(request).settings.github_api_url))
    empty = read_choices(type(request.query_params)())
    return Choices(None, empty.image, empty.typed, {}, {"login": f"At most {LONGEST_QUERY} characters fit here."})


def _hosts(api_url: str) -> frozenset[str]:
    """Where people's pages are: on github.com, and on the server that is asked."""
    return frozenset({GITHUB, urlsplit(web_address(api_url)).netloc})


@router.api_route("/sample/{kind}.svg", methods=["GET", "HEAD"])
async def sample(request: Request, kind: str) -> Response:
    """The badge or card of nobody, in any look; a look that is not allowed is the usual one."""
    query = request.query_params if len(request.url.query) <= LONGEST_QUERY else type(request.query_params)()
    record = sample_record(services_of(request).clock())
    try:
        metric = parse_metric(query)
        badge_look, card_look = parse_look(query), parse_card_look(query)
    except InvalidParameter:
        metric, badge_look, card_look = None, Look(), CardLook()
    if kind == Image.CARD:
        svg = draw_card(card_of(record, words(card_look.locale), stale=False), card_look)
    else:
        said = words(badge_look.locale)
        svg = draw(badge_of(record, said, metric=metric, label=query.get("label"), stale=False), badge_look)
    headers = {**PAGE_HEADERS, "Cache-Control": "public, max-age=3600", "Content-Security-Policy": _SAMPLE_POLICY}
    return Response(svg, media_type=SVG, headers=headers)


_SAMPLE_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
