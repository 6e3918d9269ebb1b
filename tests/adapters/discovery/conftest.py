"""The small internet, and somebody who looks around in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from shopdesk.adapters.discovery import NetworkDiscovery
from shopdesk.domain.shop.provider import Found, read_address
from tests.adapters.discovery.network import Internet, internet
from tests.servers.certs import Authority, Certificate

Find = Callable[[str], Found]


@pytest.fixture(scope="session")
def many_names(ca: Authority) -> Certificate:
    """For every host that these tests speak to."""
    return ca.issue(
        "shop.test",
        "*.shop.test",
        "*.host.test",
        "*.mx.host.test",
        "host.test",
        "autoconfig.thunderbird.net",
        "*.xn--giy-bla.test",
    )


@pytest.fixture
def net(many_names: Certificate) -> Iterator[Internet]:
    """Empty: no name is known in it."""
    with internet(many_names) as world:
        yield world


@pytest.fixture
def find(net: Internet, ca: Authority) -> Find:
    """Looks an address up in the small internet."""
    discovery = NetworkDiscovery(
        limit_s=3, name_servers=(net.name_server,), ports=net.ports, ca_file=str(ca.ca_pem)
    )
    return lambda text: discovery.find(read_address(text))
