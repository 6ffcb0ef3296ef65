"""What somebody chose in the builder: read from a query, checked field by field, and turned into parameters; pure."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams

from service.errors import BotAccount, InvalidInput
from service.evidence import Login
from service.render.card_look import CardLook, parse_card_look
from service.render.choices import parse_choice
from service.render.look import Look, Shape, parse_label, parse_look
from service.render.themes import AUTO
from service.render.words import DEFAULT_LOCALE
from service.web.images import parse_metric
from service.web.pages.pasted import GITHUB, parse_pasted


class Image(StrEnum):
    """What is embedded."""

    BADGE = "badge"
    CARD = "card"


BADGE_PARAMETERS = ("style", "theme", "metric", "label", "color", "labelColor", "logo", "logoColor", "locale")
ORGANISATION_PARAMETERS = tuple(name for name in BADGE_PARAMETERS if name != "metric")
CARD_PARAMETERS = ("theme", "color", "background", "hide", "border", "locale")

_USUAL = {"style": Shape.FLAT, "theme": AUTO.name, "locale": DEFAULT_LOCALE, "border": "true"}
_LONGEST_VALUE = 200


def _badge_field(query: Mapping[str, str]) -> Look:
    return parse_look(query)


def _card_field(query: Mapping[str, str]) -> CardLook:
    return parse_card_look(query)


_CHECKS: Mapping[str, Callable[[Mapping[str, str]], object]] = {
    **dict.fromkeys(("style", "theme", "color", "labelColor", "logo", "logoColor", "locale"), _badge_field),
    **dict.fromkeys(("background", "hide", "border"), _card_field),
    "metric": parse_metric,
    "label": lambda query: parse_label(query["label"]),
}


@dataclass(frozen=True, slots=True)
class Choices:
    """One state of the builder.

    Attributes:
        login: None if none was typed, or what was typed cannot be one.
        typed: everything as it was typed, to be shown again.
        accepted: the values that are allowed and not the usual ones.
        errors: a sentence for each field whose value is not allowed.
    """

    login: Login | None
    image: Image
    typed: Mapping[str, str]
    accepted: Mapping[str, str]
    errors: Mapping[str, str]

    def badge(self, **instead: str) -> str:
        """The badge's query, with some parameters put in place of the chosen ones."""
        return self._query(BADGE_PARAMETERS, instead)

    def organisation(self, **instead: str) -> str:
        """The query of an organisation's badge."""
        return self._query(ORGANISATION_PARAMETERS, instead)

    def card(self, **instead: str) -> str:
        """The card's query."""
        return self._query(CARD_PARAMETERS, instead)

    def _query(self, names: tuple[str, ...], instead: Mapping[str, str]) -> str:
        chosen = {**self.accepted, **instead}
        pairs = {name: chosen[name] for name in (*names, *(set(instead) - set(names))) if name in chosen}
        return f"?{urlencode(pairs, quote_via=quote, safe=',', errors='replace')}" if pairs else ""


def read_choices(query: QueryParams, hosts: Container[str] = frozenset({GITHUB})) -> Choices:
    """What the form was sent with; a value that is not allowed is told and has no effect.

    `hosts` are those of GitHub's pages, whose addresses are as good as a login.
    """
    typed = {name: query.get(name, "")[:_LONGEST_VALUE] for name in ("login", "image", *_CHECKS)}
    typed["hide"] = ",".join(value for value in query.getlist("hide") if value)[:_LONGEST_VALUE]
    typed["nolabel"] = "yes" if query.get("nolabel") else ""
    errors: dict[str, str] = {}
    login = _login(typed["login"], hosts, errors)
    image = _image(typed["image"], errors)
    accepted = {name: value for name in _CHECKS if (value := _accepted(name, typed[name], errors)) is not None}
    if typed["nolabel"]:
        accepted["label"] = ""
    return Choices(login, image, typed, accepted, errors)


def _login(text: str, hosts: Container[str], errors: dict[str, str]) -> Login | None:
    if not text.strip():
        return None
    try:
        return parse_pasted(text, hosts)
    except (InvalidInput, BotAccount) as error:
        errors["login"] = str(error)
        return None


def _image(text: str, errors: dict[str, str]) -> Image:
    try:
        return Image(parse_choice("image", text, Image)) if text else Image.BADGE
    except InvalidInput as error:
        errors["image"] = str(error)
        return Image.BADGE


def _accepted(name: str, text: str, errors: dict[str, str]) -> str | None:
    """The value as it was typed if it is allowed and says more than none."""
    value = text.strip()
    if not value or value == _USUAL.get(name):
        return None
    try:
        _CHECKS[name]({name: value})
    except InvalidInput as error:
        errors[name] = str(error)
        return None
    return value
