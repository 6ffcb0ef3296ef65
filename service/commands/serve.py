"""`still-engineering serve`: badges, pages and JSON over HTTP."""

import click

from service.commands import settings_or_stop, stop
from service.commands.looking import DEMO, opt_outs_or_stop

_NO_TOKEN = (
    "No GITHUB_TOKEN: real logins are looked at without one, about six people an hour and less closely; "  # noqa: S105 - a sentence
    "export GITHUB_TOKEN=... (no scopes needed) for more, or add --demo to look around."
)


@click.command()
@DEMO
@click.option("--host", help="The address to listen on; otherwise HOST.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; otherwise PORT.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, help="Processes; several need REDIS_URL to share.")
def serve(host: str | None, port: int | None, workers: int, *, demo: bool) -> None:
    """Serve badges, pages and JSON over HTTP."""
    settings = settings_or_stop()
    if not demo and settings.anonymous:
        click.echo(_NO_TOKEN, err=True)
    opt_outs_or_stop(settings)
    chosen = settings.model_copy(update={k: v for k, v in (("host", host), ("port", port)) if v is not None})
    from service.web.server import run  # noqa: PLC0415 - the other commands must not need the server's libraries
    from service.web.serving import CannotListen  # noqa: PLC0415 - as above

    try:
        run(chosen, demo=demo, workers=workers)
    except CannotListen as error:
        stop(str(error))
