from dataclasses import replace

from editor_app.platforms.contract import Observed
from editor_app.platforms.readback import compared
from editor_app.platforms.wechat.normalisations import NORMALISATIONS, as_sent

SENT = Observed(
    "题",
    ('<section style="x"><p style="y">12 <strong>件</strong></p><img src="https://q.cn/1" alt="图"/></section>',),
    ("图",),
)


def differs(body: str) -> bool:
    return bool(compared(SENT, replace(SENT, parts=(body,)), NORMALISATIONS).differences)


def test_late_pictures_by_plain_http_and_lost_wrappers_are_harmless() -> None:
    assert not differs('<p>12 <strong>件</strong></p><img class="rich" data-src="http://q.cn/1" alt="图">')


def test_a_changed_number_picture_or_alternative_text_is_not() -> None:
    assert differs('<p>13 <strong>件</strong></p><img src="https://q.cn/1" alt="图">')
    assert differs('<p>12 <strong>件</strong></p><img src="https://q.cn/2" alt="图">')
    assert differs('<p>12 <strong>件</strong></p><img src="https://q.cn/1" alt="画">')


def test_pictures_of_this_computer_keep_their_address() -> None:
    assert as_sent('<img data-src="http://127.0.0.1:1/m/1">') == '<img src="http://127.0.0.1:1/m/1">'
