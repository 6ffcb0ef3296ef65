"""The badge: a label and a message become an SVG in one of five styles."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from markupsafe import escape

from service.render import layout
from service.render.layout import Layout
from service.render.logos import Logo
from service.render.look import Look, Shape
from service.render.paint import Paint, paint, social_paint
from service.render.templates import Form, form
from service.render.text import shorten
from service.render.themes import Tone
from service.render.widths import Face, Line, measure
from service.render.words import RIGHT_TO_LEFT

__all__ = ["Badge", "Look", "Shape", "Tone", "draw"]

LONGEST_HALF = 120
LONGEST_TITLE = 300
LONGEST_DESCRIPTION = 4000


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge says.

    Attributes:
        label: the left half, such as `still engineering`; empty for a badge of one half.
        message: the right half, such as `hands-on · 87`.
        title: the same as a full sentence, for people who hear it.
        description: more about it, for the same people; may be long.
    """

    label: str
    message: str
    tone: Tone
    title: str
    description: str = ""


class _Arrange(Protocol):
    def __call__(self, label: Line, message: Line, *, logo: bool) -> Layout: ...


@dataclass(frozen=True, slots=True)
class _Setting:
    """How one style sets its text: where, in which faces, and in which case."""

    arrange: _Arrange
    label_face: Face = Face.VERDANA
    message_face: Face = Face.VERDANA
    label_case: Callable[[str], str] = str
    message_case: Callable[[str], str] = str
    paint: Callable[..., Paint] = paint


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


_SETTINGS = {
    Shape.FLAT: _Setting(layout.flat),
    Shape.FLAT_SQUARE: _Setting(layout.flat),
    Shape.PLASTIC: _Setting(layout.flat),
    Shape.FOR_THE_BADGE: _Setting(
        layout.for_the_badge, message_face=Face.VERDANA_BOLD, label_case=str.upper, message_case=str.upper
    ),
    Shape.SOCIAL: _Setting(
        layout.social, Face.HELVETICA_BOLD, Face.HELVETICA_BOLD, label_case=_capitalised, paint=social_paint
    ),
}


def draw(badge: Badge, look: Look = Look()) -> str:  # noqa: B008 - a frozen value
    """The badge as SVG; whatever the texts contain, it is well-formed, and the same input gives the same bytes."""
    setting = _SETTINGS[look.shape]
    label = measure(setting.label_case(shorten(badge.label, LONGEST_HALF)), setting.label_face)
    message = measure(setting.message_case(shorten(badge.message, LONGEST_HALF)), setting.message_face)
    boxes = setting.arrange(label, message, logo=look.logo is not None)
    if look.locale in RIGHT_TO_LEFT:
        boxes = boxes.mirrored()
    colours = setting.paint(look.theme, badge.tone, look.colour, look.label_colour)
    beside_logo = colours.label if label.text else colours.message
    return _shape(look.shape, label.text != "", message.text != "", look.logo is not None).filled(
        _Values(
            locale=look.locale,
            title=escape(shorten(badge.title, LONGEST_TITLE)),
            description=escape(shorten(badge.description, LONGEST_DESCRIPTION)),
            boxes=boxes,
            paint=colours,
            style=f"<style>{colours.style}</style>" if colours.style else "",
            label=escape(label.text),
            message=escape(message.text),
            label_manner=_manner(label),
            message_manner=_manner(message),
            logo=look.logo,
            logo_fill=look.logo_colour or beside_logo.ink,
            logo_name="logo" if look.logo_colour else f"{beside_logo.name}-ink",
        )
    )


def _manner(line: Line) -> str:
    """Attributes of a line that plain text does not need."""
    direction = ' direction="rtl"' if line.right_to_left else ""
    # Letters that join are stretched, because gaps between them would tear words apart.
    return direction + (' lengthAdjust="spacingAndGlyphs"' if line.shaped else "")


@dataclass(slots=True)
class _Values:
    """Everything that a badge's shape has a place for; what people wrote is escaped."""

    locale: str
    title: str
    description: str
    boxes: Layout
    paint: Paint
    style: str
    label: str
    message: str
    label_manner: str
    message_manner: str
    logo: Logo | None
    logo_fill: str
    logo_name: str


def _half(name: str) -> dict[str, str]:
    """Where the values of one half are found."""
    return {
        "x": f"{{boxes.{name}.x:g}}",
        "width": f"{{boxes.{name}.width:g}}",
        "text_x": f"{{boxes.{name}.text_x:g}}",
        "text_length": f"{{boxes.{name}.text_length:g}}",
        "text": f"{{{name}}}",
        "manner": f"{{{name}_manner}}",
        "name": f"{{paint.{name}.name}}",
        "fill": f"{{paint.{name}.fill}}",
        "ink": f"{{paint.{name}.ink}}",
        "shadow": f"{{paint.{name}.shadow}}",
    }


@lru_cache(maxsize=64)
def _shape(shape: Shape, has_label: bool, has_message: bool, has_logo: bool) -> Form:  # noqa: FBT001 - a key
    """One style's template with places instead of values."""
    label, message = _half("label"), _half("message")
    if not has_label:
        label["text"] = ""
    if not has_message:
        message["text"] = ""
    logo = {"x": "{boxes.logo_x:g}", "path": "{logo.path}", "fill": "{logo_fill}", "name": "{logo_name}"}
    return form(
        shape,
        width="{boxes.width:g}",
        seam="{boxes.seam:g}",
        direction="{boxes.direction}",
        border="{paint.border}",
        locale="{locale}",
        title="{title}",
        description="{description}",
        style="{style}",
        label=label,
        message=message,
        halves=(label, message) if has_label else (message,),
        logo=logo if has_logo else None,
    )
