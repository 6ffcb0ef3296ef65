"""Where everything stands in a badge, in pixels; sizes and margins are those README readers know from badge-maker.

Everything is computed from left to right and mirrored as a whole for languages that run the other way.
"""

from dataclasses import dataclass

from service.render.widths import Line

LOGO_SIZE = 14


@dataclass(frozen=True, slots=True)
class Half:
    """One half of a badge: its box, and the middle and length of its text, which are in tenths of a pixel."""

    x: float
    width: float
    text_x: float
    text_length: float

    def mirrored(self, total: float) -> "Half":
        """The same half seen in a mirror as wide as the badge."""
        return Half(total - self.x - self.width, self.width, 10 * total - self.text_x, self.text_length)


def _half(x: float, width: float, text_start: float, text_width: float) -> Half:
    return Half(x, width, 10 * text_start + 5 * text_width, 10 * text_width)


@dataclass(frozen=True, slots=True)
class Layout:
    """The boxes of a badge.

    Attributes:
        logo_x: the logo's left edge, where there is a logo.
        seam: the edge of the message half that faces the label.
        direction: 1 from left to right, -1 from right to left.
    """

    width: float
    label: Half
    message: Half
    logo_x: float
    seam: float
    direction: int = 1

    def mirrored(self) -> "Layout":
        """The same badge for a language that runs from right to left."""
        return Layout(
            self.width,
            self.label.mirrored(self.width),
            self.message.mirrored(self.width),
            self.width - self.logo_x - LOGO_SIZE,
            self.width - self.seam,
            -self.direction,
        )


def _odd(width: float) -> int:
    """Whole odd pixels, so that centred text begins on the pixel grid."""
    return int(width) | 1


def flat(label: Line, message: Line, *, logo: bool) -> Layout:
    """The boxes of flat, flat-square and plastic: 5 px around each text, both texts 1 px towards the seam."""
    label_text, message_text = _odd(label.width) if label.text else 0, _odd(message.width)
    before = 0 if not logo else LOGO_SIZE + (3 if label.text else 0)
    label_width = label_text + 10 + before if label.text else 0
    message_width = message_text + 10
    message_start = label_width + 4 if label.text else 5
    if logo and not label.text:
        message_width += before + (4 if message.text else 0)
        message_start = before + 9
    return Layout(
        label_width + message_width,
        _half(0, label_width, before + 6, label_text),
        _half(label_width, message_width, message_start, message_text),
        5,
        label_width,
    )


_SPACING = 1.25


def _spaced(line: Line, scale: float) -> float:
    """The length of upper-case text with space after each letter; letters that join get none."""
    return int(line.width * scale) + (0 if line.shaped else _SPACING * line.letters)


def for_the_badge(label: Line, message: Line, *, logo: bool) -> Layout:
    """The boxes of for-the-badge: 12 px around each text, which is spaced out; label at 10 px of an 11 px table."""
    label_text, message_text = _spaced(label, 10 / 11), _spaced(message, 1)
    before = 9 + LOGO_SIZE + 6 if logo else 12
    if label.text:
        label_width, message_width = before + label_text + 12, message_text + 24
        message_start = label_width + 12
    else:
        label_width, message_width = 0.0, message_text + (24 + LOGO_SIZE + 6 if logo else 24)
        message_start = 12 + LOGO_SIZE + 6 if logo else 12
    return Layout(
        label_width + message_width,
        _half(0, label_width, before, label_text),
        _half(label_width, message_width, message_start, message_text),
        9,
        label_width,
    )


_GUTTER = 6


def social(label: Line, message: Line, *, logo: bool) -> Layout:
    """The boxes of social: a button and, 6 px apart from it, a bubble with a notch; borders of 1 px around them.

    Where nothing would stand on the button, the bubble is alone.
    """
    label_text, message_text = _odd(label.width), _odd(message.width)
    before = 0 if not logo else LOGO_SIZE + (3 if label.text else 0)
    label_width = label_text + before + 10
    message_width = message_text + 8
    is_alone = not (label.text or logo) and bool(message.text)
    seam = 0 if is_alone else label_width + _GUTTER
    return Layout(
        seam + message_width + 1 if message.text else label_width + 1,
        _half(0.5, label_width, before + 5, label_text),
        _half(seam + 0.5, message_width, seam + 4, message_text),
        5,
        seam + 0.5,
    )
