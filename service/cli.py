"""The command line: `still-engineering serve | score | badge | doctor | sign | purge`.

Exit codes: 0 all well, 1 somebody has no score, 2 wrong usage or settings, 3 GitHub, or Redis, could not be asked.
"""

import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import as_completed
from pathlib import Path
from typing import NoReturn

import click

from service.commands.doctor import doctor
from service.commands.purge import purge
from service.commands.sign import sign
from service.document import ScoreDocument, document_of
from service.drawing import badge_of, badge_of_error
from service.errors import InvalidParameter, NotScored, ServiceError, Status, Unavailable
from service.evidence import Evidence, Login, Outcome, parse_login
from service.record import Record, record_of_error, record_of_score
from service.render.badge import draw
from service.render.look import parse_look
from service.render.words import words
from service.scorer import BATCH
from service.scoring import score as score_evidence
from service.settings import BadSettings, Settings, read_settings
from service.store.opt_outs import BadOptOuts, read_opt_outs
from service.wiring import Parts, build_parts, utc_now

SOME_WITHOUT_SCORE, WRONG_USE, GITHUB_DOWN = 1, 2, 3

_DEMO = click.option("--demo", is_flag=True, help="Invented people instead of GitHub: no token, no network.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="still-engineering")
def main() -> None:
    """How hands-on has an engineer been lately?"""


main.add_command(doctor)
main.add_command(sign)
main.add_command(purge)


@main.command()
@_DEMO
@click.option("--host", help="The address to listen on; otherwise HOST.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port to listen on; otherwise PORT.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, help="Processes; several need REDIS_URL to share.")
def serve(host: str | None, port: int | None, workers: int, *, demo: bool) -> None:
    """Serve badges, pages and JSON over HTTP."""
    settings = _settings()
    if not demo and settings.anonymous:
        click.echo(_NO_TOKEN, err=True)
    _opt_outs(settings)
    chosen = settings.model_copy(update={k: v for k, v in (("host", host), ("port", port)) if v is not None})
    from service.web.server import run  # noqa: PLC0415 - the other commands must not need the server's libraries
    from service.web.serving import CannotListen  # noqa: PLC0415 - as above

    try:
        run(chosen, demo=demo, workers=workers)
    except CannotListen as error:
        _stop(str(error))


@main.command()
@click.argument("logins", nargs=-1, required=True)
@_DEMO
@click.option("--json", "as_json", is_flag=True, help="One JSON document a line instead of text.")
def score(logins: tuple[str, ...], *, demo: bool, as_json: bool) -> None:
    """Print the explained score of each LOGIN."""
    worst = 0
    for text, result in _records(logins, demo=demo, private=True):
        if isinstance(result, Record):
            document = document_of(result, stale=False)
            click.echo(document.model_dump_json() if as_json else _explained(document))
            worst = max(worst, 0 if result.status is Status.OK else SOME_WITHOUT_SCORE)
        else:
            failure = {"login": text, "status": result.status, "message": str(result)}
            click.echo(json.dumps(failure) if as_json else f"{text}: {result.status}\n  {result}\n")
            worst = max(worst, GITHUB_DOWN if isinstance(result, Unavailable) else SOME_WITHOUT_SCORE)
    sys.exit(worst)


@main.command()
@click.argument("login")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--style", default="flat", help="flat, flat-square, plastic, for-the-badge or social.")
@click.option("--theme", default="auto", help="The colours; auto follows light and dark.")
@click.option("--locale", default="en", help="The language of the badge.")
@_DEMO
def badge(login: str, output: Path, style: str, theme: str, locale: str, *, demo: bool) -> None:
    """Write the badge of LOGIN to a file; nothing is written if GitHub cannot be asked."""
    try:
        look = parse_look({"style": style, "theme": theme, "locale": locale})
    except InvalidParameter as error:
        raise click.UsageError(str(error)) from None
    [(_, result)] = _records((login,), demo=demo, private=False)
    if isinstance(result, Unavailable):
        click.echo(f"{login}: {result}", err=True)
        sys.exit(GITHUB_DOWN)
    said = words(look.locale)
    drawn = (
        badge_of(result, said, metric=None, label=None, stale=False)
        if isinstance(result, Record)
        else badge_of_error(result, result.status, said, label=None)
    )
    output.write_text(draw(drawn, look), encoding="utf-8")
    click.echo(f"{output}: {drawn.title}")


_NO_TOKEN = (
    "No GITHUB_TOKEN: real logins are looked at without one, about six people an hour and less closely; "  # noqa: S105 - a sentence
    "export GITHUB_TOKEN=... (no scopes needed) for more, or add --demo to look around."
)


def _settings() -> Settings:
    try:
        return read_settings(os.environ)
    except BadSettings as error:
        _stop(str(error))


def _opt_outs(settings: Settings) -> frozenset[Login]:
    try:
        return read_opt_outs(settings.opt_out_file)
    except BadOptOuts as error:
        _stop(str(error))


def _stop(message: str) -> NoReturn:
    click.echo(f"still-engineering: {message}", err=True)
    sys.exit(WRONG_USE)


def _records(logins: tuple[str, ...], *, demo: bool, private: bool) -> Iterator[tuple[str, Record | ServiceError]]:
    """What is known of each login, in the order they were given; those that cannot exist are asked of nobody."""
    asked: dict[str, Login | ServiceError] = {}
    for text in logins:
        try:
            asked[text] = parse_login(text)
        except ServiceError as error:
            asked[text] = error
    # Whoever holds the token may see what it sees; a file that is to be published shows the public's view.
    settings = _settings()
    parts = build_parts(settings, demo=demo, private=private, opt_outs=_opt_outs(settings))
    found = _fetch(parts, list(dict.fromkeys(login for login in asked.values() if isinstance(login, str))))
    for text, login in asked.items():
        yield text, login if isinstance(login, ServiceError) else _record(login, found[login])


def _fetch(parts: Parts, logins: list[Login]) -> dict[Login, Outcome]:
    """Every login, ten at a time; a bar shows the progress of more than one batch."""
    batches = [logins[i : i + BATCH] for i in range(0, len(logins), BATCH)]
    now = utc_now()
    running = [parts.executor.submit(parts.source.fetch, batch, now=now) for batch in batches]
    found: dict[Login, Outcome] = {}
    with click.progressbar(
        length=len(logins),
        label="Looking at GitHub",
        file=sys.stderr,
        hidden=len(batches) < 2,  # noqa: PLR2004 - more than one
    ) as bar:
        for done in as_completed(running):
            found.update(done.result())
            bar.update(len(done.result()))
    return found


def _record(login: Login, outcome: Outcome) -> Record | ServiceError:
    if isinstance(outcome, Evidence):
        return record_of_score(score_evidence(outcome, now=outcome.observed_at), outcome.show)
    if isinstance(outcome, NotScored):
        return record_of_error(login, outcome, utc_now())
    return outcome


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
