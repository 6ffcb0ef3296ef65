"""The operator's list of people who are never asked about."""

from pathlib import Path

import pytest

from service.store.opt_outs import BadOptOuts, read_opt_outs


def test_a_file_holds_one_login_a_line_and_comments(tmp_path: Path) -> None:
    path = tmp_path / "opt-outs.txt"
    path.write_text("# asked by mail\nAda\n\n  bob  # since March\n@cleo\n", encoding="utf-8")

    assert read_opt_outs(path) == {"ada", "bob", "cleo"}


def test_no_file_is_nobody() -> None:
    assert read_opt_outs(None) == frozenset()


@pytest.mark.parametrize(("content", "said"), [(b"ada\n<b>\n", "line 2 of"), (b"\xff\xfe", "cannot be read")])
def test_a_file_that_cannot_be_understood_stops_the_start(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "opt-outs.txt"
    path.write_bytes(content)

    with pytest.raises(BadOptOuts, match=said):
        read_opt_outs(path)
