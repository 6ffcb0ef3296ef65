"""One run: who, what is known of them, what is said about it, and where."""

from dataclasses import dataclass

from action.cache import Cache
from action.collected import Collected
from action.commands import Console, write_outputs
from action.consent import ask_opted_in
from action.coverage import sentences
from action.doctor import Doctor, missing
from action.drawing import pictures
from action.errors import PARTIAL, ActionError, NotAllowed, NotPosted, Unanswered
from action.fields import Audience, FailOn, Mode, Target
from action.inputs import Inputs
from action.members import Roster, find_people, read_opt_outs
from action.patience import Time
from action.publish.files import ReportFiles, room_in_step_summary, write_pictures, write_step_summary
from action.publish.posting import Posted, Posting
from action.publish.writing import Desk
from action.reader import Reader
from action.report import BODY_CHARACTERS, Frame, render, size, to_json
from action.runner import Runner
from action.state import Entry
from action.summary import Rules, Summary, records_of, summarise
from action.viewer import Viewer, ask_viewer
from action.wiring import Looking, open_collector, open_desk, open_looking
from service.errors import Status
from service.evidence import Login


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
        opt_outs = read_opt_outs(self.inputs, self.runner.workspace)
        viewer = ask_viewer(looking.reader, self.inputs.token)
        now = self.clocks.now()
        roster = find_people(looking.reader, self.inputs, self.runner.workspace, opt_outs, now)
        self._tell(roster)
        posting = self._posting(desk)
        before = posting.before(roster.key)
        cache = self._open_cache(viewer, opt_outs)
        collected = open_collector(looking, cache, self.console).collect(roster.people)
        cache.close(now)
        summary = self._summarise(looking.reader, roster, collected, before)
        posted = posting.post(summary)
        files = self._write(summary, collected, roster, posting)
        self._tell_outputs(summary, files, posted)
        return self._verdict(summary, posting)

    def _tell(self, roster: Roster) -> None:
        if not roster.people and not roster.opted_out:
            raise NotAllowed(" ".join((f"Nobody in {roster.name} is visible to this token.", *roster.notes)))
        self.console.say(f"{roster.name}: {len(roster.people):,} people.")
        for note in roster.notes:
            self.console.notice("Not everybody is visible", note)

    def _open_cache(self, viewer: Viewer, opt_outs: frozenset[Login]) -> Cache:
        folder = self.runner.workspace / self.inputs.cache_dir if self.inputs.cache_dir else None
        cache = Cache.open(folder, viewer.login or "unknown")
        cache.forget(opt_outs)
        return cache

    def _posting(self, desk: Desk | None) -> Posting:
        frame = Frame(self.inputs.issue_title, self.runner.server_url, self.runner.run_url)

        def whose(asking: Desk) -> Viewer:
            return ask_viewer(Reader(asking, self.clocks.now), self.inputs.post_token)

        return Posting(self.inputs, desk, whose, frame, self.runner.run, self.clocks.now(), self.console)

    def _summarise(self, reader: Reader, roster: Roster, collected: Collected, before: tuple[Entry, ...]) -> Summary:
        if collected.missing and not collected.records:
            raise Unanswered(f"Nobody could be looked at. {collected.ended} Run again later.")
        opted_in = frozenset[Login]()
        if self.inputs.audience is Audience.OPT_IN:
            opted_in = ask_opted_in(reader, collected.scores)
        rules = Rules(self.inputs.audience, self.inputs.min_group_size, opted_in)
        return summarise(roster, collected, rules, before, now=self.clocks.now())

    def _write(self, summary: Summary, collected: Collected, roster: Roster, posting: Posting) -> ReportFiles:
        """Everything that is written on this machine."""
        in_workspace = Target.FILE in self.inputs.post_to and not self.inputs.dry_run
        files = ReportFiles(self.runner.workspace if in_workspace else self.runner.temp)
        path = self.runner.step_summary
        try:
            files.write(render(summary, posting.frame, size, 16 * BODY_CHARACTERS), to_json(summary))
            if path and Target.SUMMARY in self.inputs.post_to:
                write_step_summary(path, render(summary, posting.frame, size, room_in_step_summary(path)))
            if self.inputs.badges_dir and not self.inputs.dry_run:
                unwanted = roster.opted_out | {
                    login for login, record in collected.records.items() if record.status is Status.OPTED_OUT
                }
                drawn = pictures(summary, records_of(collected, summary.people))
                write_pictures(self.runner.workspace / self.inputs.badges_dir, drawn, unwanted)
        except NotPosted as error:
            posting.problems.append(error)
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
            "partial": str(summary.coverage.partial).lower(),
            "model-version": summary.model_version,
        }
        write_outputs(self.runner.output, values)

    def _verdict(self, summary: Summary, posting: Posting) -> int:
        if summary.coverage.partial:
            told = sentences(summary.coverage)[:2]
            self.console.warning("Partial report", " ".join(told))
        for problem in posting.problems:
            annotate = self.console.warning if self.inputs.fail_on is FailOn.NEVER else self.console.error
            annotate(problem.title, str(problem))
        if posting.problems and self.inputs.fail_on is not FailOn.NEVER:
            return NotPosted.exit_code
        return PARTIAL if summary.coverage.partial and self.inputs.fail_on is FailOn.PARTIAL else 0


def exit_code_of(error: ActionError, fail_on: FailOn) -> int:
    """The exit code of a run that ended with this error."""
    return 0 if fail_on is FailOn.NEVER else error.exit_code
