"""Where GitHub's own pages are, for links: pure."""

from urllib.parse import urlsplit

ELSEWHERE = "noopener noreferrer nofollow"
"""The `rel` of a link to them: https://html.spec.whatwg.org/multipage/links.html#linkTypes."""
_API, _ENTERPRISE = "api.", "/api/v3"


def web_address(api_url: str) -> str:
    """The pages' address beside an API's: github.com, an Enterprise Server (HOST/api/v3) or api.SUB.ghe.com.

    https://docs.github.com/en/enterprise-server@latest/rest/using-the-rest-api/getting-started-with-the-rest-api
    """
    parts = urlsplit(api_url)
    if parts.path.rstrip("/") == _ENTERPRISE:
        return f"{parts.scheme}://{parts.netloc}"
    return f"{parts.scheme}://{parts.netloc.removeprefix(_API)}"
