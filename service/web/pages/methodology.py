"""The methodology page: the model in words, every number taken from the tables of the code."""

from collections.abc import Iterator, Sequence

from fastapi import APIRouter, Request, Response

from service.evidence import WEEKS, Kind
from service.model import MODEL, Model
from service.render.words import words
from service.score import LEVELS, Level
from service.web.pages.content import Article, Block, Calculation, Paragraph, Points, Section, Subtitle, Table
from service.web.pages.examples import Example, examples
from service.web.pages.formulas import formulas
from service.web.pages.principles import left_out, person, what_it_is_not, window
from service.web.pages.respond import page
from service.web.state import services_of

router = APIRouter(include_in_schema=False)

_KINDS = {
    Kind.SOURCE: "source code, notebooks, SQL",
    Kind.TEST: "tests",
    Kind.INFRASTRUCTURE: "infrastructure as code",
    Kind.CONFIG: "other configuration, CI",
    Kind.DOCS: "documentation",
    Kind.DATA: "data, binary and unknown files",
    Kind.GENERATED: "generated files, lock files",
    Kind.VENDORED: "vendored files",
}


@router.api_route("/methodology", methods=["GET", "HEAD"])
async def methodology(request: Request) -> Response:
    """The model with its numbers and worked examples."""
    values = {"article": article(MODEL, examples()), "has_people": services_of(request).demo, "model": MODEL}
    return page(request, "methodology", values, cache_control="public, max-age=3600")


def article(model: Model, worked: Sequence[Example]) -> Article:
    """The whole text, for the page and for docs/methodology.md."""
    return Article(
        "How the score is made",
        f"Is this engineer still engineering? Model version {model.version} answers from what GitHub shows of the last"
        f" {WEEKS} weeks. It rewards rhythm over volume, living systems over throw-away ones and code over prose, and"
        " it says how it knows.",
        tuple(_sections(model, worked)),
    )


def _sections(model: Model, worked: Sequence[Example]) -> Iterator[Section]:
    yield window()
    yield _day(model)
    yield _living(model)
    yield _score(model)
    yield _levels()
    yield _worked(worked)
    yield left_out()
    yield person()
    yield what_it_is_not()


def _day(model: Model) -> Section:
    rows = [(_KINDS[kind], f"{weight:g}") for kind, weight in model.kinds.items()]
    return Section(
        "day",
        "What a day is worth",
        (
            Calculation("quality of a day = best over its changes of kind · system · breadth"),
            Table("Kind of a change, by its best file", ("kind", "weight"), rows, numbers=frozenset({1})),
            Points(
                (
                    (
                        "Files that could not be looked at are worth what this person's other days in that repository"
                        f" are worth; without any, {model.unseen_code:g} where the main language is a programming"
                        f" language and {model.unseen_other:g} elsewhere."
                    ),
                    (
                        f"A private contribution that is only a count is worth {model.private_day:g} in all, because"
                        " GitHub's count mixes code with issues and reviews."
                    ),
                    f"Work in a living system counts in full, in a personal one {model.personal_system:g}.",
                    (
                        f"Breadth is min(1, {model.breadth_factor:g} · (distinct paths + distinct commit headlines)"
                        " / days) in each repository: a script that rewrites one file every night is not engineering."
                        " Where no day was looked at, it is that of the person's other repositories on average."
                    ),
                    (
                        "Code written with an assistant counts in full. Where commits name the assistant, the share of"
                        " such days is told, and never changes the score."
                    ),
                )
            ),
        ),
    )


def _living(model: Model) -> Section:
    return Section(
        "living",
        "Living and personal systems",
        (
            Paragraph(f"A repository is living if at least {model.living_signs} of these three hold."),
            Points(
                (
                    f"It is older than {model.living_age.days} days.",
                    (
                        "Other people are in it: it belongs to an organisation, or has at least"
                        f" {model.living_forks} forks, {model.living_stars} stars or {model.living_contributors}"
                        " contributors."
                    ),
                    "It ships: it has a release, or runs CI.",
                )
            ),
        ),
    )


def _score(model: Model) -> Section:
    blocks: list[Block] = [
        Paragraph("Three parts are added and rounded. The score is pure: the same evidence gives the same number.")
    ]
    for formula in formulas(model):
        blocks += [
            Subtitle(f"{formula.title}, up to {formula.most} points"),
            Calculation(formula.formula),
            Paragraph(formula.meaning),
        ]
    return Section("score", "The score", blocks)


def _levels() -> Section:
    meanings = words("en").meanings
    tops = [100, *(lowest - 1 for lowest, _ in LEVELS)]
    rows = [(level.value, f"{low}-{top}", meanings[level]) for (low, level), top in zip(LEVELS, tops, strict=False)]
    rows.append((Level.NOT_VISIBLE.value, "none", meanings[Level.NOT_VISIBLE]))
    return Section(
        "levels",
        "Levels",
        (
            Table("What a score is called", ("level", "score", "says"), rows),
            Paragraph("Unknown is never zero: without any visible activity there is no score, and the badge says so."),
        ),
    )


def _worked(worked: Sequence[Example]) -> Section:
    rows = [
        (
            example.login,
            example.story,
            f"{example.score}",
            example.level,
            f"{example.rhythm:.1f}",
            f"{example.recency:.1f}",
            f"{example.engagement:.1f}",
            f"{example.coding_days}",
        )
        for example in worked
    ]
    head = ("person", "story", "score", "level", "rhythm", "recency", "engagement", "coding days")
    return Section(
        "examples",
        "Worked examples",
        (
            Paragraph("Invented people, scored by the code that scores everybody. The demo has all of them."),
            Table("The people of the demo", head, rows, numbers=frozenset({2, 4, 5, 6, 7}), people=frozenset({0})),
        ),
    )
