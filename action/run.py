"""One run: who, what is known of them, what is said about it, and where."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from action.cache import Cache
from action.collected import Collected
from action.commands import Console, write_outputs
from action.consent import Reread, ask_opted_in, reread
from action.coverage import sentences
from action.doctor import Doctor, missing
from action.drawing import pictures
from action.errors import PARTIAL, ActionError, NotAllowed, NotPosted, TooFewRequests, Unanswered
from action.fields import Audience, FailOn, Mode, Target
from action.inputs import Inputs
from action.members import Roster, find_people, read_opt_outs
from action.patience import Time
from action.publish.files import (
    ReportFiles,
    remove_other_pictures,
    remove_pictures_of,
    room_in_step_summary,
    write_pictures,
    write_step_summary,
)
from action.publish.posting import Posted, Posting
from action.publish.writing import Desk
from action.reader import Reader
from action.report import BODY_CHARACTERS, Frame, render, size, to_json
from action.runner import Runner
from action.state import Entry
from action.summary import Rules, Summary, records_of, summarise
from action.viewer import Viewer, ask_viewer
from action.wiring import Looking, open_collector, open_desk, open_looking
from service.evidence import Login
from service.record import Record


@dataclass(frozen=True, slots=True)
class Run:
    """Everything that one run needs."""

    inputs: Inputs
    runner: Runner
    console: Console
    clocks: Time

    def start(self) -> int:
        """Do what the inputs ask for; returns the exit code.

        Raises:
            ActionError: there is no report.
        """
        for secret in dict.fromkeys((self.inputs.token, self.inputs.post_token)):
            self.console.mask(secret)
        looking = open_looking(self.inputs, self.runner, self.clocks)
        desk = open_desk(self.inputs, self.runner, self.clocks)
        if self.inputs.mode is Mode.DOCTOR:
            return self._examine(looking, desk)
        return self._report(looking, desk)

    def _examine(self, looking: Looking, desk: Desk | None) -> int:
        with self.console.group("Doctor"):
            findings = Doctor(self.inputs, looking.reader, looking.patience, desk).examine()
            for finding in findings:
                self.console.say(finding.text)
        lacking = missing(findings)
        for permission in lacking:
            self.console.warning("Permission missing", f"The token lacks {permission}.")
        if not lacking:
            self.console.notice("Doctor", "Nothing is missing.")
        return 0

    def _report(self, looking: Looking, desk: Desk | None) -> int:
        opt_outs, posting = read_opt_outs(self.inputs, self.runner.workspace), self._posting(desk)
        with posting.noting():
            self._remove_pictures_of(opt_outs)
        viewer = ask_viewer(looking.reader, self.inputs.token)
        now = self.clocks.now()
        roster = find_people(looking.reader, self.inputs, self.runner.workspace, opt_outs, now)
        self._tell(roster)
        before = posting.before(roster.key)
        cache = self._open_cache(viewer, opt_outs)
        remembered = cache.remembered(roster.people, now)
        again = self._reread(looking.reader, cache, remembered)
        known = {login: record for login, record in remembered.items() if login not in again.unusable}
        collected = open_collector(looking, cache, self.console).collect(roster.people, known)
        cache.close(now)
        if collected.missing and not collected.scores:
            kind = TooFewRequests if collected.advice else Unanswered
            raise kind(f"Nobody could be looked at. {collected.ended} {collected.advice or 'Run again later.'}")
        opted_in = self._ask_opted_in(looking.reader, collected)
        summary = self._summarise(roster, collected, opted_in, before)
        self._draw(summary, collected, self._kept(summary, collected, opted_in) - again.changed, posting)
        posted = posting.post(summary)
        files = self._write(summary, posting)
        self._tell_outputs(summary, files, posted)
        return self._verdict(summary, collected.advice, posting)

    def _tell(self, roster: Roster) -> None:
        if not roster.people and not roster.opted_out:
            raise NotAllowed(" ".join((f"Nobody in {roster.name} is visible to this token.", *roster.notes)))
        self.console.say(f"{roster.name}: {len(roster.people):,} people.")
        for note in roster.notes:
            self.console.notice("Not everybody is visible", note)

    def _open_cache(self, viewer: Viewer, opt_outs: frozenset[Login]) -> Cache:
        folder = self.runner.workspace / self.inputs.cache_dir if self.inputs.cache_dir else None
        cache = Cache.open(folder, viewer.login or "unknown")
        self._forget(cache, opt_outs)
        return cache

    def _forget(self, cache: Cache, logins: frozenset[Login]) -> None:
        reason = cache.forget(logins)
        if reason:
            told = f"What is in cache-dir about people who are not to be used from there stays ({reason})."
            self.console.warning("Cache not cleaned", told)

    def _reread(self, reader: Reader, cache: Cache, remembered: Mapping[Login, Record]) -> Reread:
        """Take nobody from the cache whose wishes are not those of then."""
        again = reread(reader, {login: record for login, record in remembered.items() if record.score})
        self._forget(cache, again.unusable)
        return again

    def _posting(self, desk: Desk | None) -> Posting:
        frame = Frame(self.inputs.issue_title, self.runner.server_url, self.runner.run_url)

        def whose(asking: Desk) -> Viewer:
            return ask_viewer(Reader(asking, self.clocks.now), self.inputs.post_token)

        return Posting(self.inputs, desk, whose, frame, self.runner.run, self.clocks.now(), self.console)

    def _ask_opted_in(self, reader: Reader, collected: Collected) -> frozenset[Login] | None:
        """Those who want to be named; None if GitHub does not say."""
        if self.inputs.audience is not Audience.OPT_IN:
            return frozenset()
        try:
            return ask_opted_in(reader, (*collected.scores, *collected.missing))
        except (NotAllowed, Unanswered):
            return None

    def _summarise(
        self, roster: Roster, collected: Collected, opted_in: frozenset[Login] | None, before: tuple[Entry, ...]
    ) -> Summary:
        rules = Rules(self.inputs.audience, self.inputs.min_group_size, opted_in)
        return summarise(roster, collected, rules, before, now=self.clocks.now())

    def _kept(self, summary: Summary, collected: Collected, opted_in: frozenset[Login] | None) -> frozenset[Login]:
        """People whose older pictures stay: they may be named, and could not be looked at this time."""
        missing = frozenset(collected.missing)
        if summary.naming.reason:
            return frozenset()
        return missing if self.inputs.audience is Audience.NAMED else missing & (opted_in or frozenset())

    @property
    def _pictures(self) -> Path | None:
        if not self.inputs.badges_dir or self.inputs.dry_run:
            return None
        return self.runner.workspace / self.inputs.badges_dir

    def _remove_pictures_of(self, logins: frozenset[Login]) -> None:
        if self._pictures:
            remove_pictures_of(self._pictures, logins)

    def _draw(self, summary: Summary, collected: Collected, kept: frozenset[Login], posting: Posting) -> None:
        """Leave in the folder what may be shown now; what may not goes first, whatever else fails."""
        if self._pictures:
            drawn = pictures(summary, records_of(collected, summary.people))
            with posting.noting():
                remove_other_pictures(self._pictures, drawn, kept)
            with posting.noting():
                write_pictures(self._pictures, drawn)

    def _write(self, summary: Summary, posting: Posting) -> ReportFiles:
        """The report on this machine."""
        in_workspace = Target.FILE in self.inputs.post_to and not self.inputs.dry_run
        files = ReportFiles(self.runner.workspace if in_workspace else self.runner.temp)
        path = self.runner.step_summary
        with posting.noting():
            files.write(render(summary, posting.frame, size, 16 * BODY_CHARACTERS), to_json(summary))
        if path and Target.SUMMARY in self.inputs.post_to:
            with posting.noting():
                write_step_summary(path, render(summary, posting.frame, size, room_in_step_summary(path)))
        return files

    def _tell_outputs(self, summary: Summary, files: ReportFiles, posted: Posted) -> None:
        for sentence in sentences(summary.coverage):
            self.console.say(sentence)
        levels = summary.figures.levels if summary.figures else None
        values = {
            "report-path": str(files.markdown),
            "json-path": str(files.json),
            "issue-number": str(posted.issue.number) if posted.issue else "",
            "issue-url": posted.issue.url if posted.issue else "",
            "people-count": str(summary.coverage.looked_at),
            "hands-on-count": str(levels.hands_on) if levels else "",
            "coverage": summary.coverage.short,
            "partial": str(summary.partial).lower(),
            "model-version": summary.model_version,
        }
        write_outputs(self.runner.output, values)

    def _verdict(self, summary: Summary, advice: str, posting: Posting) -> int:
        if summary.partial:
            told = sentences(summary.coverage)[: 2 if summary.coverage.partial else 1]
            self.console.warning("Partial report", " ".join(filter(None, (*told, advice, summary.naming.reason))))
        for problem in posting.problems:
            annotate = self.console.warning if self.inputs.fail_on is FailOn.NEVER else self.console.error
            annotate(problem.title, str(problem))
        if posting.problems and self.inputs.fail_on is not FailOn.NEVER:
            return NotPosted.exit_code
        return PARTIAL if summary.partial and self.inputs.fail_on is FailOn.PARTIAL else 0


def exit_code_of(error: ActionError, fail_on: FailOn) -> int:
    """The exit code of a run that ended with this error."""
    return 0 if fail_on is FailOn.NEVER else error.exit_code
