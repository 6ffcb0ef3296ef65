"""Commands for those who run a service, one module each; `service.cli` puts them together."""

import os
import sys
from typing import NoReturn

import click

from service.errors import ServiceError
from service.evidence import Login, parse_login
from service.settings import BadSettings, Settings, read_settings

WRONG_USE, NOT_DONE = 2, 3
"""Exit codes: the command or the settings are wrong; what it needs could not be reached."""


def settings_or_stop() -> Settings:
    """The settings of the environment; a bad one ends the program with one line that names it."""
    try:
        return read_settings(os.environ)
    except BadSettings as error:
        stop(str(error))


def stop(message: str, code: int = WRONG_USE) -> NoReturn:
    """End the program with one line."""
    click.echo(f"still-engineering: {message}", err=True)
    sys.exit(code)


def logins_of(texts: tuple[str, ...]) -> tuple[Login, ...]:
    """The logins that somebody typed, each once.

    Raises:
        click.UsageError: one of them cannot be a login.
    """
    try:
        return tuple(dict.fromkeys(map(parse_login, texts)))
    except ServiceError as error:
        raise click.UsageError(str(error)) from None
