"""What a day is worth where nobody looked."""

from dataclasses import replace
from datetime import date

import pytest

from service.evidence import Repository
from service.worth import breadth_of, usual_breadth

VARIED = Repository("octo/hello", date(2020, 1, 1), paths=40, headlines=30, looked_at_days=20)
SCRIPT = replace(VARIED, name="octo/rates", paths=1, headlines=1, looked_at_days=80)
UNSEEN = replace(VARIED, name="octo/more", paths=0, headlines=0, looked_at_days=0)


@pytest.mark.parametrize(
    ("others", "usual"),
    [((), 1.0), ((UNSEEN,), 1.0), ((VARIED, UNSEEN), 1.0), ((SCRIPT, UNSEEN), 0.05), ((VARIED, SCRIPT), 0.525)],
)
def test_an_unseen_repository_is_as_varied_as_the_others_on_average(
    others: tuple[Repository, ...], usual: float
) -> None:
    assert usual_breadth(others) == pytest.approx(usual)
    assert breadth_of(UNSEEN, usual_breadth(others)) == pytest.approx(usual)
