"""Who is never asked about, from a file of the operator's."""

from pathlib import Path

from service.errors import ServiceError
from service.evidence import Login, parse_login


class BadOptOuts(Exception):
    """The file of opt-outs cannot be used; serving without it would break a promise."""


def read_opt_outs(path: Path | None) -> frozenset[Login]:
    """The logins of a file, one a line; what follows `#` is a comment.

    Raises:
        BadOptOuts: the file cannot be read, or a line is not a login.
    """
    if path is None:
        return frozenset()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadOptOuts(f"OPT_OUT_FILE: {path} cannot be read ({type(error).__name__})") from None
    return frozenset(_login(path, i, line) for i, line in enumerate(lines, 1) if line.partition("#")[0].strip())


def _login(path: Path, number: int, line: str) -> Login:
    try:
        return parse_login(line.partition("#")[0])
    except ServiceError as error:
        raise BadOptOuts(f"OPT_OUT_FILE: line {number} of {path}: {error}") from None
