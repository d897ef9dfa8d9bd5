import pytest

from editor_app.domain.errors import Invalid
from editor_app.platforms.matrix.settings import WEB, checked_settings


@pytest.mark.parametrize(
    "room",
    [
        "#news:example.gov.cn",
        "#便民:example.gov.cn:8448",
        "!abc:example.org",
        "!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM",
    ],
)
def test_a_room_is_named_by_its_address_or_its_id(room: str) -> None:
    assert checked_settings({"room": f" {room} "}) == {"room": room, "web": WEB}


@pytest.mark.parametrize("room", ["news", "#news", "@press:example.org", "#a b:example.org", "!a|b:example.org"])
def test_anything_else_is_refused_in_words(room: str) -> None:
    with pytest.raises(Invalid, match="no Matrix room"):
        checked_settings({"room": room})


@pytest.mark.parametrize("web", ["matrix.to", "https://a b", "https://x/?q"])
def test_the_web_view_is_a_web_address(web: str) -> None:
    with pytest.raises(Invalid):
        checked_settings({"web": web})
    assert checked_settings({"web": "https://rooms.example.gov/"})["web"] == "https://rooms.example.gov"
