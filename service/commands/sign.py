"""`still-engineering sign`: links to single images of a private service."""

import click

from service.commands import logins_of, settings_or_stop, stop
from service.signing import Linked, signed_path


@click.command()
@click.argument("logins", nargs=-1, required=True)
@click.option("--what", type=click.Choice([*Linked]), default=Linked.BADGE, help="What the link shows.")
def sign(logins: tuple[str, ...], what: str) -> None:
    """Print a link to the image of each LOGIN that opens without a key, for a private service's READMEs.

    The first of ACCESS_KEYS signs; when it is taken away, its links end.
    """
    checked, settings = logins_of(logins), settings_or_stop()
    if not settings.signing_key:
        stop("ACCESS_KEYS: not set; without a key nothing is private and every link works unsigned")
    for login in checked:
        click.echo(f"{settings.public_url or ''}{signed_path(settings.signing_key, Linked(what), login)}")
