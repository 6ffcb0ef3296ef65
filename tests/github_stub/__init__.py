"""The test-suite's own small GitHub, over a real socket."""

from tests.github_stub.server import GitHubStub

__all__ = ["GitHubStub"]
