"""The methodology says what the code does."""

from dataclasses import replace
from pathlib import Path

import pytest
from httpx import AsyncClient

from service.demo import PERSONAS
from service.model import MODEL
from service.score import LEVELS
from service.web.pages.content import markdown
from service.web.pages.examples import FILE, encode, examples
from service.web.pages.formulas import formulas
from service.web.pages.methodology import article
from tests.service.web.demo_application import client_of, running_demo
from tests.service.web.html import read
from tools.write_methodology import DOCUMENT, document, worked_examples, write

SCORED = [persona for persona in PERSONAS if persona.expected]


def test_the_document_and_the_examples_are_what_the_command_writes() -> None:
    found = worked_examples()

    assert FILE.read_text("utf-8") == encode(found)
    assert DOCUMENT.read_text("utf-8") == document(found)


def test_the_command_writes_both_files(tmp_path: Path) -> None:
    write(tmp_path / "examples.json", tmp_path / "docs" / "methodology.md")

    assert (tmp_path / "examples.json").read_bytes() == FILE.read_bytes()
    assert (tmp_path / "docs" / "methodology.md").read_bytes() == DOCUMENT.read_bytes()


@pytest.mark.parametrize("persona", SCORED, ids=lambda persona: persona.login)
def test_every_persona_is_a_worked_example_within_its_range(persona: object) -> None:
    login, (low, high) = persona.login, persona.expected  # type: ignore[attr-defined]  # SCORED has them

    [example] = [example for example in examples() if example.login == login]
    assert low <= example.score <= high
    assert abs(example.score - example.rhythm - example.recency - example.engagement) <= 0.65


def test_every_number_of_the_model_is_told() -> None:
    text = markdown(article(MODEL, ()))
    other = replace(
        MODEL,
        version="7.7",
        unseen_code=0.81,
        unseen_other=0.12,
        private_day=0.53,
        personal_system=0.64,
        living_age=MODEL.living_age * 3,
        living_forks=31,
        living_stars=32,
        living_contributors=33,
        living_signs=17,
        breadth_factor=2.25,
        half_life_weeks=4.75,
        full_week=3.5,
        free_weeks=5,
        recent_quality=0.55,
        recent_days=19,
        recency_half_life_days=14.5,
        engagement_scale=6.5,
        rhythm_points=61,
        recency_points=26,
        engagement_points=13,
    )
    numbers = ["7.7", "0.81", "0.12", "0.53", "0.64", "540", "31", "32", "33", "17", "2.25", "4.75", "3.5", "five"]
    numbers += ["0.55", "19", "14.5", "6.5", "61", "26", "13"]

    changed = markdown(article(other, ()))

    assert [number for number in numbers if number not in changed] == []
    assert [number for number in ("0.81", "4.75", "14.5", "6.5") if number in text] == []


def test_levels_are_those_of_the_code() -> None:
    text = markdown(article(MODEL, ()))

    assert [level for lowest, level in LEVELS if f"| {level} | {lowest}-" not in text] == []


def test_the_points_of_the_parts_add_up_to_a_hundred() -> None:
    assert sum(formula.most for formula in formulas()) == 100


def test_cells_cannot_end_their_column() -> None:
    lines = markdown(article(MODEL, [replace(examples()[0], story="a | b")])).splitlines()

    assert [line for line in lines if "a \\| b" in line]


async def test_the_page_has_every_section_and_every_example(visitor: AsyncClient) -> None:
    answer = await visitor.get("/methodology")

    page = read(answer.text)
    sections = article(MODEL, examples()).sections
    assert [title.text for title in page.all("h2")] == [section.title for section in sections]
    assert [link.attributes["href"] for link in page.one(class_="toc").all("a")] == [f"#{s.anchor}" for s in sections]
    rows = page.one(id="examples").one("tbody").all("tr")
    assert [row.one("th").text for row in rows] == [example.login for example in examples()]
    assert answer.headers["cache-control"] == "public, max-age=3600"


async def test_examples_lead_to_their_evidence_only_where_they_exist(visitor: AsyncClient) -> None:
    async with running_demo(demo=False) as running, client_of(running) as client:
        real = read((await client.get("/methodology")).text)
    demo = read((await visitor.get("/methodology")).text)

    assert demo.one("a", href="/u/daily-dana").text == "daily-dana"
    assert real.all("a", href="/u/daily-dana") == []
