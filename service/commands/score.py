"""`still-engineering score`: explained scores on a terminal."""

import json
import sys

import click

from service.commands.looking import DEMO, GITHUB_DOWN, SOME_WITHOUT_SCORE, records
from service.document import ScoreDocument, document_of
from service.errors import Status, Unavailable
from service.record import Record


@click.command()
@click.argument("logins", nargs=-1, required=True)
@DEMO
@click.option("--json", "as_json", is_flag=True, help="One JSON document a line instead of text.")
def score(logins: tuple[str, ...], *, demo: bool, as_json: bool) -> None:
    """Print the explained score of each LOGIN."""
    worst = 0
    for text, result in records(logins, demo=demo, private=True):
        if isinstance(result, Record):
            document = document_of(result, stale=False)
            click.echo(document.model_dump_json() if as_json else _explained(document))
            worst = max(worst, 0 if result.status is Status.OK else SOME_WITHOUT_SCORE)
        else:
            failure = {"login": text, "status": result.status, "message": str(result)}
            click.echo(json.dumps(failure) if as_json else f"{text}: {result.status}\n  {result}\n")
            worst = max(worst, GITHUB_DOWN if isinstance(result, Unavailable) else SOME_WITHOUT_SCORE)
    sys.exit(worst)


def _explained(document: ScoreDocument) -> str:
    """A score for people who read a terminal."""
    if document.level is None:
        return f"{document.login}: {document.status}\n  {document.message}\n"
    value = "" if document.score is None else f", {document.score} of 100"
    lines = [f"{document.login}: {document.level}{value}", *(f"  {sentence}" for sentence in document.why or ())]
    if document.parts and document.weeks:
        parts = document.parts
        lines.append(f"  rhythm {parts.rhythm}/60, recency {parts.recency}/25, engagement {parts.engagement}/15")
        days = " ".join(str(week.coding_days) for week in reversed(document.weeks))
        lines.append(f"  coding days a week, oldest first: {days}")
    if document.confidence:
        lines.append(f"  confidence {document.confidence}")
    lines += [f"  not seen: {gap.message}" for gap in document.gaps or ()]
    return "\n".join(lines) + "\n"
