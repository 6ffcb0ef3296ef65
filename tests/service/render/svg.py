"""Reading what was drawn, as strictly as a browser that expects XML."""

from collections.abc import Iterator
from xml.etree import ElementTree as ET

NAMESPACE = "{http://www.w3.org/2000/svg}"

_SHARED = {"class", "fill", "fill-opacity", "transform"}
_BOX = {"x", "y", "width", "height", "rx"}
ALLOWED = {
    "svg": {"width", "height", "viewBox", "role", "aria-label", "{http://www.w3.org/XML/1998/namespace}lang"},
    "title": set[str](),
    "desc": set[str](),
    "style": set[str](),
    "filter": {"id"},
    "feGaussianBlur": {"stdDeviation"},
    "linearGradient": {"id", "x2", "y2"},
    "stop": {"offset", "stop-color", "stop-opacity"},
    "clipPath": {"id"},
    "g": _SHARED
    | {"clip-path", "shape-rendering", "stroke", "direction"}
    | {"text-anchor", "font-family", "font-size", "font-weight", "text-rendering"},
    "rect": _SHARED | _BOX | {"stroke", "stroke-width", "stroke-dasharray"},
    "path": _SHARED | {"d", "stroke", "stroke-opacity", "stroke-dasharray", "stroke-dashoffset"},
    "text": _SHARED
    | {"x", "y", "textLength", "lengthAdjust", "direction", "filter"}
    | {"font-size", "font-weight", "text-anchor"},
}
"""Every element and attribute that a drawing may have: nothing that runs, links or loads."""


def parse(svg: str) -> ET.Element:
    """The root element; fails on anything that is not well-formed."""
    return ET.fromstring(svg)  # noqa: S314 - our own output


def strangers(root: ET.Element) -> list[str]:
    """Elements and attributes that are not ours."""
    return list(_strangers(root))


def _strangers(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        name = element.tag.removeprefix(NAMESPACE)
        if name not in ALLOWED:
            yield name
        yield from (f"{name}/{attribute}" for attribute in set(element.keys()) - ALLOWED.get(name, set()))


def texts(root: ET.Element) -> list[str]:
    """What is written in the picture, shadows left out."""
    return [
        element.text or "" for element in root.iter(f"{NAMESPACE}text") if element.get("fill") and element.get("class")
    ]


def find_all(root: ET.Element, name: str) -> list[ET.Element]:
    """Every element of this name."""
    return list(root.iter(NAMESPACE + name))


def child_text(root: ET.Element, name: str) -> str:
    """The text of the root's own child of this name."""
    child = root.find(NAMESPACE + name)
    assert child is not None
    return child.text or ""
