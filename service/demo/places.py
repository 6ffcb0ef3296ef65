"""Invented repositories: where the personas work, and of what their changes are made."""

from dataclasses import dataclass
from datetime import date

CODE_WORDS: tuple[str, ...] = (
    "Fix rounding in",
    "Add tests for",
    "Speed up",
    "Simplify",
    "Handle empty input in",
    "Retry failed calls in",
    "Remove dead code from",
    "Cache lookups in",
    "Validate input of",
    "Fix a race in",
    "Name things better in",
    "Split up",
    "Log what failed in",
)
CONFIG_WORDS: tuple[str, ...] = (
    "Raise the limits of",
    "Move to the new region:",
    "Rotate the address of",
    "Turn on tracing for",
    "Halve the replicas of",
    "Set a deadline for",
    "Pin the image of",
)
PROSE_WORDS: tuple[str, ...] = (
    "Explain",
    "Clarify",
    "Shorten the page on",
    "Answer a question on",
    "Add an example to",
    "Mend links in",
    "Bring up to date:",
)


@dataclass(frozen=True, slots=True)
class Place:
    """A repository to work in.

    Attributes:
        created: its first day, or how many days before today that was.
        layout: paths with `{part}` in them.
        parts: the parts of the system, separated by spaces; an underscore is a space in a headline.
        words: how headlines begin.
        runs_ci: it has a workflow at HEAD.
    """

    name: str
    created: date | int
    language: str | None = None
    layout: tuple[str, ...] = ("README.md",)
    parts: str = "readme"
    words: tuple[str, ...] = CODE_WORDS
    runs_ci: bool = False
    private: bool = False
    fork: bool = False
    template: bool = False
    stars: int = 0
    forks: int = 0
    releases: int = 0
    people: int = 1

    @property
    def owner(self) -> str:
        """The login before the slash."""
        return self.name.partition("/")[0]

    def part(self, number: int) -> str:
        """One of the parts, counted round and round."""
        names = self.parts.split()
        return names[number % len(names)]


_LIVING = (
    Place(
        name="harbour-works/quayside",
        created=date(2019, 3, 4),
        language="Python",
        layout=("src/quayside/{part}.py", "tests/test_{part}.py"),
        parts=(
            "berth_plan crane_queue tide_table pilot_roster mooring manifest customs_hold ship_arrival draught_check"
            " night_shift dock_ledger gate_pass"
        ),
        runs_ci=True,
        stars=214,
        forks=31,
        releases=48,
        people=27,
    ),
    Place(
        name="harbour-works/tidewatch",
        created=date(2020, 9, 14),
        language="Go",
        layout=("internal/{part}/{part}.go", "internal/{part}/{part}_test.go"),
        parts="gauge sampler spool alarm surge uplink calibration outage replay telemetry",
        runs_ci=True,
        stars=96,
        forks=12,
        releases=22,
        people=14,
    ),
    Place(
        name="harbour-works/lanternfish",
        created=date(2021, 1, 18),
        language="TypeScript",
        layout=("web/src/{part}/{part}.tsx", "web/src/{part}/{part}.test.ts", "web/src/{part}/api.ts"),
        parts="map timeline legend search booking ship_card filters session notices",
        runs_ci=True,
        stars=58,
        forks=9,
        releases=15,
        people=11,
    ),
    Place(
        name="orchard-labs/keelson",
        created=date(2018, 6, 25),
        language="Rust",
        layout=("crates/{part}/src/lib.rs", "crates/{part}/tests/{part}.rs"),
        parts="wal pages btree codec cursor compaction snapshot checksum arena planner",
        runs_ci=True,
        stars=1830,
        forks=140,
        releases=61,
        people=38,
    ),
    Place(
        name="harbour-works/harbour-config",
        created=date(2019, 5, 20),
        layout=("config/{part}/production.yaml", "config/{part}/staging.yaml", "config/{part}/limits.yaml"),
        parts=(
            "quayside tidewatch lanternfish gateway billing archive mailer scheduler metrics registry identity"
            " front_door weather"
        ),
        words=CONFIG_WORDS,
        runs_ci=True,
        people=16,
    ),
    Place(
        name="harbour-works/handbook",
        created=date(2019, 4, 1),
        layout=("docs/{part}/index.md", "docs/{part}/how-to.md", "docs/{part}/questions.md"),
        parts=(
            "onboarding on_call releases reviews writing planning incidents travel security glossary services"
            " accessibility hiring"
        ),
        words=PROSE_WORDS,
        runs_ci=True,
        people=31,
    ),
)

_PERSONAL = (
    Place(
        name="student-sol/campus-map",
        created=110,
        language="Java",
        layout=("app/src/main/java/campus/{part}.java", "app/src/test/java/campus/{part}Test.java"),
        parts="Building Route Lift Timetable Favourites Search Compass Library Canteen Tram Stairs",
        stars=2,
    ),
    Place(
        name="founder-fern/lamplighter",
        created=15,
        language="TypeScript",
        layout=("src/{part}.ts", "src/{part}.test.ts"),
        parts="lamp street dusk ladder wick round ledger",
    ),
    Place(
        name="burst-bela/sparkler",
        created=72,
        language="Ruby",
        layout=("lib/sparkler/{part}.rb", "spec/{part}_spec.rb"),
        parts="spark fuse colour sequence finale safety",
    ),
    Place(name="datafeed-drew/fish-prices", created=400),
    Place(name="cron-cass/heartbeat", created=130, language="Python"),
)

PLACES: tuple[Place, ...] = _LIVING + _PERSONAL
"""The part of a name before the slash is the owner. Personal places are young, or nobody else is in them."""
