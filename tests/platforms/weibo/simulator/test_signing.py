import json
import re
from html import unescape
from urllib.parse import parse_qs, parse_qsl, urlsplit

from editor_app.platforms.sandbox.exchange import Answer, Asked
from tests.platforms.weibo.counter import Counter

BACK = "http://127.0.0.1:9/back"


def authorize(counter: Counter, **said: str) -> Answer:
    query = {"client_id": counter.books.app_key, "redirect_uri": BACK, "response_type": "code", **said}
    return counter.interface.answer(Asked("GET", ("oauth2", "authorize"), query, {}))


def code_for(counter: Counter, state: str = "s 1") -> str:
    page = authorize(counter, state=state).body.decode()
    link = re.search(r'href="([^"]+)"', page)
    assert link is not None
    allowed = dict(parse_qsl(urlsplit(unescape(link[1])).query))
    answer = counter.interface.answer(Asked("GET", ("oauth2", "authorize"), allowed, {}))
    back = dict(answer.headers)["Location"]
    assert back.startswith(f"{BACK}?")
    told = parse_qs(urlsplit(back).query)
    assert told["state"] == [state]
    return told["code"][0]


def exchanged(counter: Counter, code: str, **said: str) -> Answer:
    fields = {"client_id": counter.books.app_key, "client_secret": counter.books.app_secret,
              "grant_type": "authorization_code", "code": code, "redirect_uri": BACK, **said}  # fmt: skip
    return counter.asked("/oauth2/access_token", **fields)


def test_an_owner_allows_it_and_the_code_becomes_a_token_once() -> None:
    counter = Counter()
    code = code_for(counter)
    told = json.loads(exchanged(counter, code).body)
    assert (told["uid"], told["expires_in"]) == (counter.books.uid, 2_592_000)
    assert json.loads(exchanged(counter, code).body)["error_code"] == 21325
    about = json.loads(counter.asked("/oauth2/get_token_info", access_token=told["access_token"], token="").body)
    assert (str(about["uid"]), about["expire_in"]) == (counter.books.uid, 2_592_000)


def test_another_application_secret_grant_or_address_is_refused() -> None:
    counter = Counter()
    assert authorize(counter, client_id="1").status == authorize(counter, redirect_uri="").status == 401
    refused = [exchanged(counter, code_for(counter), **wrong) for wrong in (
        {"client_id": "1"}, {"client_secret": "x"}, {"grant_type": "password"}, {"redirect_uri": "http://evil.test/"},
    )]  # fmt: skip
    assert [json.loads(answer.body)["error_code"] for answer in refused] == [21324, 21324, 21328, 21325]


def test_a_token_is_missing_unknown_over_or_taken_back() -> None:
    counter = Counter()
    show = "/2/account/get_uid.json"
    assert json.loads(counter.asked(show, "GET", token="").body)["error_code"] == 10006
    assert json.loads(counter.asked(show, "GET", token="x").body)["error_code"] == 21332
    counter.clock.turn(days=31)
    assert counter.read(show)["error_code"] == 21327
    assert counter.told("/oauth2/revokeoauth2") == {"result": "true"}
    assert counter.read(show)["error_code"] == 21332
