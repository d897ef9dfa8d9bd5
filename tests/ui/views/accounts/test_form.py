from pytestqt.qtbot import QtBot

from editor_app.platforms.registry import Registry
from editor_app.services import accounts
from editor_app.ui.views.accounts.form import ConnectionForm
from editor_app.ui.widgets.fields import Choice
from tests.services.office import Office


def form(qtbot: QtBot, platform: str) -> ConnectionForm:
    made = ConnectionForm(Registry().platform(platform))
    qtbot.addWidget(made)
    return made


def test_name_and_secret_become_the_credentials_that_the_platform_takes(qtbot: QtBot) -> None:
    made = form(qtbot, "wordpress")
    made.url.set_text(" https://www.example.gov.cn ")
    assert made.user is not None
    assert made.secret is not None
    made.user.set_text("editor")
    made.secret.set_text("abcd efgh")
    given = made.connection()
    assert given.url == "https://www.example.gov.cn"
    assert given.secret.reveal() == "editor:abcd efgh"


def test_what_is_missing_is_said_at_its_field(qtbot: QtBot) -> None:
    made = form(qtbot, "ghost")
    assert not made.is_complete()
    assert made.url.control.has_error
    made.url.set_text("https://news.example.gov.cn")
    assert not made.is_complete()
    assert made.secret is not None
    assert made.secret.control.has_error


def test_a_site_folder_asks_for_no_secret_and_no_proxy(qtbot: QtBot) -> None:
    made = form(qtbot, "site_folder")
    assert made.secret is None
    made.url.set_text("/srv/site")
    assert made.is_complete()
    assert not made.connection().secret


def test_proxy_and_certificates_are_given_with_the_connection(qtbot: QtBot) -> None:
    made = form(qtbot, "sandbox")
    made.proxy.set_text("http://10.0.0.1:3128")
    given = made.connection()
    assert given.proxy == "http://10.0.0.1:3128"
    assert given.options["proxy"] == "http://10.0.0.1:3128"


def test_every_setting_that_a_platform_declares_has_a_field(qtbot: QtBot) -> None:
    for platform in Registry().all():
        made = form(qtbot, platform.name)
        assert set(made.options) == {field.name for field in platform.options}


def test_reconnecting_shows_what_is_kept_but_no_secret_and_pins_the_address(office: Office, qtbot: QtBot) -> None:
    office.connect("site")
    account = accounts.by_name(office.desk, "site")
    made = ConnectionForm(Registry().platform("sandbox"), account)
    qtbot.addWidget(made)
    assert not made.url.isEnabled()
    assert made.options["channel"].text() == "site"
    assert made.secret is not None
    assert made.secret.text() == ""
    assert made.is_complete()


def test_a_setting_with_choices_is_chosen_not_typed_and_begins_with_its_default(qtbot: QtBot) -> None:
    made = form(qtbot, "wechat")
    theme = made.options["theme"].control
    assert isinstance(theme, Choice)
    assert theme.key() == "auto"
    theme.choose("official")
    assert made.connection().options["theme"] == "official"


def test_a_mail_server_that_asks_for_no_name_is_given_none_but_half_a_sign_in_is_not_enough(qtbot: QtBot) -> None:
    made = form(qtbot, "email_bulletin")
    made.url.set_text("smtp://mail.example.gov.cn")
    assert made.user is not None
    assert made.secret is not None
    assert not made.is_complete()
    assert made.options["sender"].control.has_error, "what the platform must be told is asked for at its field"
    made.options["sender"].set_text("news@example.gov.cn")
    made.options["to"].set_text("li@example.com")
    assert made.is_complete()
    assert not made.connection().secret
    made.user.set_text("press")
    assert not made.is_complete()
    assert made.secret.control.has_error


def test_a_platform_that_everybody_reaches_at_one_place_has_its_address_already(qtbot: QtBot) -> None:
    made = form(qtbot, "wechat")
    assert made.url.text() == "https://api.weixin.qq.com"
    assert made.user is not None
    assert made.first_field() is made.user.control
    own = form(qtbot, "wordpress")
    assert (own.url.text(), own.first_field()) == ("", own.url.control)


def test_the_two_columns_are_alike_however_long_the_words_of_a_choice_are(qtbot: QtBot) -> None:
    made = form(qtbot, "weibo")
    made.resize(380, 900)
    made.show()
    fields = made.options["form"], made.options["safe_domain"]
    qtbot.waitUntil(lambda: abs(fields[0].width() - fields[1].width()) <= 1, timeout=10_000)
