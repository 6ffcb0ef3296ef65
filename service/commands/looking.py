"""Looking at people for somebody at a terminal, without a server."""

import sys
from collections.abc import Iterator
from concurrent.futures import as_completed

import click

from service.commands import settings_or_stop, stop
from service.errors import NotScored, ServiceError
from service.evidence import Evidence, Login, Outcome, parse_login
from service.record import Record, record_of_error, record_of_score
from service.scorer import BATCH
from service.scoring import score as score_evidence
from service.settings import Settings
from service.store.opt_outs import BadOptOuts, read_opt_outs
from service.wiring import Parts, build_parts, utc_now

SOME_WITHOUT_SCORE, GITHUB_DOWN = 1, 3
"""Exit codes: somebody has no score; GitHub could not be asked."""

DEMO = click.option("--demo", is_flag=True, help="Invented people instead of GitHub: no token, no network.")


def opt_outs_or_stop(settings: Settings) -> frozenset[Login]:
    """Who opted out in a file of the operator; a bad file ends the program with one line that names it."""
    try:
        return read_opt_outs(settings.opt_out_file)
    except BadOptOuts as error:
        stop(str(error))


def records(logins: tuple[str, ...], *, demo: bool, private: bool) -> Iterator[tuple[str, Record | ServiceError]]:
    """What is known of each login, in the order they were given; those that cannot exist are asked of nobody."""
    asked: dict[str, Login | ServiceError] = {}
    for text in logins:
        try:
            asked[text] = parse_login(text)
        except ServiceError as error:
            asked[text] = error
    # Whoever holds the token may see what it sees; a file that is to be published shows the public's view.
    settings = settings_or_stop()
    parts = build_parts(settings, demo=demo, private=private, opt_outs=opt_outs_or_stop(settings))
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
