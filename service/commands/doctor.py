"""The command `still-engineering doctor`.

Exit codes: 0 all well, 1 it works but something is worth doing, 2 a setting is wrong, 3 GitHub could not be asked.
"""

import json
import os
import sys

import click

from service.doctor.examination import Examination
from service.doctor.findings import Finding, as_json, as_text, exit_code, wrong
from service.settings import BadSettings, read_settings
from service.wiring import utc_now


@click.command()
@click.option("--json", "as_one_document", is_flag=True, help="One JSON document instead of text.")
def doctor(*, as_one_document: bool) -> None:
    """Examine tokens, App, address, clock and Redis, and say what is missing and how to put it right."""
    findings = _findings()
    if as_one_document:
        click.echo(json.dumps(as_json(findings), indent=2))
    else:
        click.echo("\n".join(as_text(findings)))
    sys.exit(exit_code(findings))


def _findings() -> list[Finding]:
    try:
        settings = read_settings(os.environ)
    except BadSettings as error:
        subject, _, text = str(error).partition(": ")
        return [wrong(subject, f"{text}.", "The service does not start with it.")]
    return list(Examination(settings, utc_now).findings())
