"""docs/dependencies.md against pyproject.toml and what the packages say about themselves."""

import tomllib
from importlib.metadata import metadata

import pytest
from packaging.requirements import Requirement

from tests.docs.documents import section, tables, text_of

PAGE = text_of("docs/dependencies.md")
PROJECT = tomllib.loads(text_of("pyproject.toml"))
SECTIONS = {
    "Everywhere: the service, the command line and the Action": PROJECT["project"]["dependencies"],
    "The service alone": PROJECT["project"]["optional-dependencies"]["server"],
    "For PNG": PROJECT["project"]["optional-dependencies"]["png"],
    "For development": PROJECT["dependency-groups"]["dev"],
}
LICENCES = {row["package"].strip("`"): row["licence"] for rows in tables(PAGE) for row in rows}
SILENT = {"axe-playwright-python", "resvg-py"}
"""Whose metadata name no licence; their files do."""


@pytest.mark.parametrize("title", SECTIONS)
def test_the_page_has_a_line_for_every_direct_dependency_and_for_no_other(title: str) -> None:
    [rows] = tables(section(PAGE, title))

    assert [row["package"] for row in rows] == [f"`{Requirement(text).name}`" for text in SECTIONS[title]]
    assert all(row["for"] and row["instead of it"] for row in rows)


@pytest.mark.parametrize("name", sorted(LICENCES.keys() - SILENT))
def test_a_licence_is_the_one_that_the_package_names(name: str) -> None:
    own = metadata(name)
    named = [own["License-Expression"], own["License"], *(own.get_all("Classifier") or ())]

    assert any(LICENCES[name].partition("-")[0] in line for line in named if line)


def test_every_group_of_the_project_has_a_section() -> None:
    assert set(PROJECT["project"]["optional-dependencies"]) == {"server", "png"}
    assert set(PROJECT["dependency-groups"]) == {"dev"}
