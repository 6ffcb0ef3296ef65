"""`still-engineering badge`: a badge as a file."""

import sys
from pathlib import Path

import click

from service.commands import stop
from service.commands.looking import DEMO, GITHUB_DOWN, SOME_WITHOUT_SCORE, records
from service.drawing import badge_of, badge_of_error
from service.errors import InvalidParameter, Status, Unavailable
from service.record import Record
from service.render.badge import draw
from service.render.look import parse_look
from service.render.words import words


@click.command()
@click.argument("login")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--style", default="flat", help="flat, flat-square, plastic, for-the-badge or social.")
@click.option("--theme", default="auto", help="The colours; auto follows light and dark.")
@click.option("--locale", default="en", help="The language of the badge.")
@DEMO
def badge(login: str, output: Path, style: str, theme: str, locale: str, *, demo: bool) -> None:
    """Write the badge of LOGIN to a file; nothing is written if GitHub cannot be asked.

    Somebody without a score has a badge that says why, and the exit code tells.
    """
    try:
        look = parse_look({"style": style, "theme": theme, "locale": locale})
    except InvalidParameter as error:
        raise click.UsageError(str(error)) from None
    [(_, result)] = records((login,), demo=demo, private=False)
    if isinstance(result, Unavailable):
        click.echo(f"{login}: {result}", err=True)
        sys.exit(GITHUB_DOWN)
    said = words(look.locale)
    drawn = (
        badge_of(result, said, metric=None, label=None, stale=False)
        if isinstance(result, Record)
        else badge_of_error(result, result.status, said, label=None)
    )
    try:
        output.write_text(draw(drawn, look), encoding="utf-8")
    except OSError as error:
        stop(f"{output}: cannot be written ({error.strerror})")
    click.echo(f"{output}: {drawn.title}")
    if result.status is not Status.OK:
        click.echo(f"{login} has no score; the badge that was written says so. {drawn.description}", err=True)
        sys.exit(SOME_WITHOUT_SCORE)
