"""The kind of hundreds of paths of public repositories, judged one by one by reading them."""

from collections import Counter
from pathlib import Path

import pytest

from service.classify import kind_of
from service.evidence import Kind


def _judged() -> list[tuple[str, str, Kind]]:
    lines = (Path(__file__).with_name("data") / "paths.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" ", 2) for line in lines if not line.startswith("#")]
    return [(repository, path, Kind(kind)) for kind, repository, path in rows]


JUDGED = _judged()


@pytest.mark.parametrize(("repository", "path", "kind"), JUDGED)
def test_a_path_of_a_public_repository_has_the_kind_that_a_reader_gives_it(
    repository: str, path: str, kind: Kind
) -> None:
    assert kind_of(path) is kind, repository


def test_the_judged_paths_cover_every_kind_and_many_repositories() -> None:
    kinds = Counter(kind for _, _, kind in JUDGED)

    assert min(kinds[kind] for kind in Kind) >= 15
    assert len({path for _, path, _ in JUDGED}) > 300
    assert len({repository for repository, _, _ in JUDGED}) > 60
