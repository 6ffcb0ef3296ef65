"""REST and GraphQL have their places on github.com, on an Enterprise Server, and on ghe.com.

https://docs.github.com/en/enterprise-server/graphql/guides/forming-calls-with-graphql#the-graphql-endpoint
https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/feature-overview-for-github-enterprise-cloud-with-data-residency#api-access
"""

import pytest

from service.github_api.app import AppClient
from service.github_api.client import Client
from service.settings import read_settings
from tests.app_key import app_key


@pytest.mark.parametrize(
    ("given", "rest", "graphql"),
    [
        ("https://api.github.com", "https://api.github.com/user", "https://api.github.com/graphql"),
        ("https://ghe.example/api/v3", "https://ghe.example/api/v3/user", "https://ghe.example/api/graphql"),
        ("https://ghe.example/api/v3/", "https://ghe.example/api/v3/user", "https://ghe.example/api/graphql"),
        (
            "https://ghe.example:8443/api/v3",
            "https://ghe.example:8443/api/v3/user",
            "https://ghe.example:8443/api/graphql",
        ),
        ("https://api.octo.ghe.com", "https://api.octo.ghe.com/user", "https://api.octo.ghe.com/graphql"),
        ("https://api.octo.ghe.com/", "https://api.octo.ghe.com/user", "https://api.octo.ghe.com/graphql"),
    ],
)
def test_one_setting_leads_to_both_addresses(given: str, rest: str, graphql: str) -> None:
    url = read_settings({"GITHUB_API_URL": given}).github_api_url

    for client in (Client(url, "ghp_demo"), AppClient(url, "4711", app_key().private)):
        requester = client._line().asker.requester
        assert requester.graphql_url == graphql
        assert f"{requester.base_url}/user" == rest
