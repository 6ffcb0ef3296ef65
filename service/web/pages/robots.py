"""What search engines are told.

A page can only tell those who may read it that it does not want to be listed, so people's pages are not shut off here;
they carry a robots tag. https://developers.google.com/search/docs/crawling-indexing/block-indexing
"""

from fastapi import APIRouter
from starlette.responses import PlainTextResponse

NOT_INDEXED = "noindex, nofollow"

_TEXT = """\
# People's pages may be read, so that their "noindex" is seen and links to them have a preview.
User-agent: *
Disallow: /api/
Disallow: /sample/
Disallow: /*?
"""

router = APIRouter(include_in_schema=False)


@router.api_route("/robots.txt", methods=["GET", "HEAD"])
async def robots() -> PlainTextResponse:
    """https://www.rfc-editor.org/rfc/rfc9309."""
    return PlainTextResponse(_TEXT, headers={"Cache-Control": "public, max-age=86400"})
