"""The texts that are filled in."""

from functools import cache
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined, Template, select_autoescape

from action.markdown import inline, link, sparkline


@cache
def template(name: str) -> Template:
    """A template of this package; only SVG is escaped by itself, Markdown by its filters."""
    package = files(__package__)
    names = ("summary.md.jinja", "trend.svg.jinja")
    environment = Environment(
        loader=DictLoader({each: (package / each).read_text(encoding="utf-8") for each in names}),
        autoescape=select_autoescape(enabled_extensions=("svg.jinja",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"inline": inline, "sparkline": sparkline}
    environment.globals["link"] = link
    return environment.get_template(name)
