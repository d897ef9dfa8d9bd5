from editor_app.platforms.wechat.simulator.filtering import given_back, stored
from tests.platforms.wechat.counter import ORIGIN


def test_scripts_styles_classes_ids_and_foreign_pictures_are_lost_and_inline_styles_stay() -> None:
    sent = (
        '<style>p{color:red}</style><p class="a" id="b" style="color:red">12 &lt; 15<script>x()</script></p>'
        f'<img src="https://elsewhere.test/a.png" alt="x"><img src="{ORIGIN}/mmbiz/1" alt="图" style="width:100%">'
        '<iframe src="x">gone</iframe><a href="https://example.gov.cn">去</a>'
        '<a href="https://mp.weixin.qq.com/s/1">读</a><pre>kept words</pre>'
    )
    assert stored(sent, ORIGIN) == (
        '<p style="color:red">12 &lt; 15</p>'
        f'<img src="{ORIGIN}/mmbiz/1" alt="图" style="width:100%"/>'
        '<a>去</a><a href="https://mp.weixin.qq.com/s/1">读</a>kept words'
    )


def test_pictures_are_given_back_to_be_loaded_late() -> None:
    assert given_back('<p><img src="a" alt="b"/></p>') == '<p><img data-src="a" alt="b"/></p>'
