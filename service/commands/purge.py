"""`still-engineering purge`: everything kept of somebody, deleted."""

import asyncio
from collections.abc import Sequence

import click

from service.commands import NOT_DONE, logins_of, settings_or_stop, stop
from service.evidence import Login
from service.store.keys import OptOut
from service.wiring import utc_now

_IN_MEMORY = (
    "REDIS_URL: not set; without it scores are kept in the memory of the server's processes alone, and end with them. "
    "For an opt-out that lasts, list the login in OPT_OUT_FILE or DENY_LOGINS and start the server again"
)
_SAID = {
    OptOut.UNCHANGED: "deleted",
    OptOut.RECORDED: "deleted, and never looked at again",
    OptOut.LIFTED: "deleted, and may be looked at again",
}


@click.command()
@click.argument("logins", nargs=-1, required=True)
@click.option("--opt-out", is_flag=True, help="Also never look at them again.")
@click.option("--opt-in", is_flag=True, help="Also lift an opt-out that was recorded.")
def purge(logins: tuple[str, ...], *, opt_out: bool, opt_in: bool) -> None:
    """Delete everything that is kept of each LOGIN; running servers forget it within two minutes."""
    if opt_out and opt_in:
        raise click.UsageError("--opt-out and --opt-in exclude each other.")
    checked, settings = logins_of(logins), settings_or_stop()
    if settings.redis_url is None:
        stop(_IN_MEMORY)
    change = OptOut.RECORDED if opt_out else OptOut.LIFTED if opt_in else OptOut.UNCHANGED
    failure = asyncio.run(_purge(settings.redis_url.get_secret_value(), settings.github_api_url, checked, change))
    if failure:
        stop(f"Redis did not answer ({failure}); logins that are not listed above are not done", NOT_DONE)


async def _purge(url: str, api_url: str, logins: Sequence[Login], change: OptOut) -> str:
    """What went wrong; empty if nothing did."""
    from redis.exceptions import RedisError  # noqa: PLC0415 - the other commands must not need the server's libraries

    from service.store.purging import RedisPurge  # noqa: PLC0415 - the same

    store = RedisPurge(url, api_url, clock=utc_now)
    try:
        for login in logins:
            await store.purge(login, change)
            click.echo(f"{login}: {_SAID[change]}")
    except (RedisError, OSError) as error:
        return type(error).__name__
    finally:
        await store.close()
    return ""
