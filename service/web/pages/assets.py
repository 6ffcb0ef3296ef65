"""The style sheet, the scripts and the icon: read once, named by their content, cached for a year."""

import base64
import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from service.web.pages.security import PAGE_HEADERS

FOLDER = Path(__file__).parents[1] / "static"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
_FOREVER = "public, max-age=31536000, immutable"
_BRIEFLY = "public, max-age=300"

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Asset:
    """One file.

    Attributes:
        address: its path with its version; another content has another address.
        packed: the body compressed by gzip.
        csp_source: what a Content-Security-Policy calls this content when it stands inside a page.
    """

    media_type: str
    body: bytes
    packed: bytes
    address: str
    csp_source: str

    @property
    def text(self) -> str:
        """The content as text."""
        return self.body.decode()


@cache
def _paths() -> Mapping[str, Path]:
    """The files by name, so that no name that somebody sends is ever a path."""
    return {path.name: path for path in FOLDER.iterdir() if path.suffix in _TYPES}


@cache
def asset(name: str) -> Asset:
    """The file of this name, such as `builder.js`.

    Raises:
        KeyError: there is none.
    """
    path = _paths()[name]
    body = path.read_bytes()
    digest = hashlib.sha256(body).digest()
    return Asset(
        media_type=_TYPES[path.suffix],
        body=body,
        packed=gzip.compress(body, mtime=0),
        address=f"/static/{name}?v={digest[:6].hex()}",
        csp_source=f"'sha256-{base64.b64encode(digest).decode()}'",
    )


@router.api_route("/static/{name}", methods=["GET", "HEAD"])
async def static(request: Request, name: str, v: str = "") -> Response:
    """One file; for ever if its version is asked for."""
    try:
        found = asset(name)
    except KeyError:
        raise HTTPException(404) from None
    packed = accepts_gzip(request)
    headers = {
        **PAGE_HEADERS,
        "Cache-Control": _FOREVER if found.address.endswith(f"?v={v}") else _BRIEFLY,
        "Vary": "Accept-Encoding",
        **({"Content-Encoding": "gzip"} if packed else {}),
    }
    return Response(found.packed if packed else found.body, media_type=found.media_type, headers=headers)


def accepts_gzip(request: Request) -> bool:
    """Whether the client takes gzip; a quality of zero, which nobody sends, is not looked for."""
    return "gzip" in request.headers.get("accept-encoding", "")
