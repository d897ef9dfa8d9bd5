"""On real servers: what one explainer with chart, pictures and cover costs over the wire, as docs/requests.md says."""

from uuid import uuid4

import pytest

from editor_app.domain.identifiers import DeliveryKey
from editor_app.domain.secrets import Secret
from editor_app.platforms.contract import Connection
from editor_app.platforms.registry import Registry
from tests.live.dropproxy import DropProxy
from tests.live.targets import LiveBluesky, LiveGhost, LiveWordPress
from tests.platforms.test_thrift import told
from tests.platforms.workshop import Bench, order_of, sent, variant


@pytest.mark.parametrize("name", ["wordpress", "ghost", "bluesky"])
def test_one_explainer_costs_on_the_real_server_what_the_page_says(
    name: str, wordpress: LiveWordPress, ghost: LiveGhost, bluesky: LiveBluesky, drop_proxies: list[DropProxy]
) -> None:
    url, secret = {
        "wordpress": (wordpress.url, f"{wordpress.user}:{wordpress.password}"),
        "ghost": (ghost.url, ghost.key),
        "bluesky": (bluesky.url, f"{bluesky.handle}:{bluesky.password}"),
    }[name]
    wire = DropProxy(url, drops=0)
    drop_proxies.append(wire)
    platform, key = Registry().platform(name), uuid4().hex[:16]
    link = platform.link(Connection(wire.url, Secret(secret)))
    made = platform.compose(variant(slug=f"kai-xiao-{key}"), link.identity().remote_uid, Bench())
    link.spent()
    before = len(wire.passed)
    done = sent(platform, link, order_of(made, DeliveryKey(key)))
    publish, between = link.spent(), len(wire.passed)
    link.observe(done.order, done.remote_ids)
    read, after = link.spent(), len(wire.passed)
    print(f"{name}: {publish} to publish, {read} to read back", *wire.passed[before:], sep="\n  ")  # noqa: T201
    link.close()
    assert (publish, read) == (between - before, after - between)
    assert told()[name] == (str(publish), str(read))
