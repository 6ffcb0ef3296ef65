"""What the operator decides about the pages."""

from dataclasses import dataclass

from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class PageOptions:
    """Choices of the operator.

    Attributes:
        public_url: where people reach this service, as `https://badges.example.com`; empty: as each request says.
        report_url: where people say that a number is wrong; empty: the pages tell them to ask whoever runs the host.
        index_people: search engines may list people's pages.
    """

    public_url: str = ""
    report_url: str = ""
    index_people: bool = False

    def base(self, request: Request) -> str:
        """The address that snippets and previews start with, without a slash at the end."""
        return (self.public_url or str(request.base_url)).rstrip("/")
