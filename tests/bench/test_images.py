"""What a benchmark calls a faulty image."""

from dataclasses import replace

import pytest

from bench.client import Answer
from bench.images import fault_of, loss_of

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><title>still engineering: hands-on, 87 of 100</title></svg>'


def image(status: str = "ok", cache: str = "public, max-age=3600, s-maxage=3600", body: bytes = SVG) -> Answer:
    headers = {"content-type": "image/svg+xml", "cache-control": cache, "x-badge-status": status}
    return Answer("/badge/somebody.svg", 200, 0.1, headers, body)


@pytest.mark.parametrize(
    ("status", "cache"),
    [("ok", "max-age=3600"), ("stale", "public, max-age=300"), ("warming", "max-age=60"), ("not-found", "max-age=300")],
)
def test_an_image_whose_lifetime_fits_its_status_is_good(status: str, cache: str) -> None:
    assert fault_of(image(status, cache)) is None


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (replace(image(), status=502), "status 502"),
        (replace(image(), status=0), "status 0"),
        (replace(image(), seconds=3.2), "took more than 3 s"),
        (image(body=SVG[:-3]), "no SVG"),
        (image(body=b"<html/>"), "no SVG"),
        (image(cache="public"), "no lifetime"),
        (image(cache="public, s-maxage=3600"), "no lifetime"),
        (image("ok", "max-age=60"), "ok for only 60 s"),
        (image("warming", "max-age=3600"), "warming for 3600 s"),
        (image("stale", "max-age=0"), "stale for 0 s"),
        (image("odd", "max-age=60"), "unknown status odd"),
    ],
)
def test_a_faulty_image_is_told_by_its_fault(answer: Answer, fault: str) -> None:
    assert fault_of(answer) == fault


@pytest.mark.parametrize(
    ("answer", "loss"),
    [
        (image(), None),
        (image("stale", "max-age=300"), None),
        (image("warming", "max-age=60"), "known, but warming"),
        (image(body=SVG.replace(b"87", b"86")), "known, but another score"),
        (image(body=SVG.replace(b", 87 of 100", b"")), "known, but another score"),
    ],
)
def test_somebody_with_a_score_keeps_it(answer: Answer, loss: str | None) -> None:
    assert loss_of(answer, 87) == loss
