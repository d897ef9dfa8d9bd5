import pytest

from editor_app.platforms.weibo.addresses import short_name
from editor_app.platforms.weibo.simulator.mishaps import Conduct
from tests.platforms.weibo.counter import ORIGIN, PAGE, Counter, with_picture

UPDATE, PICTURE, SHOW = "/2/statuses/update.json", "/2/statuses/upload_pic.json", "/2/statuses/show.json"
LIST = "/2/statuses/user_timeline.json"


def granted() -> Counter:
    return Counter(conduct=Conduct(granted=True))


def test_a_share_is_told_with_short_addresses_that_lead_where_they_should() -> None:
    counter = Counter()
    told = counter.share(f"办事 {PAGE}?x=1")
    assert told["idstr"] == told["mid"] == str(told["id"])
    short = told["text"].removeprefix("办事 ")
    assert short.startswith("http://t.cn/")
    (expanded,) = counter.read("/2/short_url/expand.json", url_short=short)["urls"]
    assert (expanded["url_long"], expanded["result"]) == (f"{PAGE}?x=1", True)
    assert counter.read("/2/short_url/expand.json")["error_code"] == 10016
    assert not counter.read("/2/short_url/expand.json", url_short="http://t.cn/x")["urls"][0]["result"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("", 20008), (f"{'字' * 141} {PAGE}", 20012), ("没有网址", 10017), (f"#话题# {PAGE}", 10017)],
)
def test_what_a_share_does_not_take(text: str, code: int) -> None:
    counter = Counter()
    assert counter.share(text)["error_code"] == code
    assert counter.books.statuses == {}


def test_topics_may_be_taken_out_silently_instead() -> None:
    counter = Counter(conduct=Conduct(topics="strip", shorten=False))
    assert counter.share(f"#话题#在此 {PAGE}")["text"] == f"话题在此 {PAGE}"


def test_only_addresses_on_a_bound_domain_are_taken() -> None:
    counter = Counter(conduct=Conduct(safe_domains=("example.gov.cn",)))
    assert counter.share("办事 https://evil.test/")["error"] == "appkey not bind domain!"
    assert "id" in counter.share()


def test_newer_documents_ask_for_the_address_of_the_office() -> None:
    counter = Counter(conduct=Conduct(rip_required=True))
    assert counter.share()["error_code"] == 10016
    assert "id" in counter.told("/2/statuses/share.json", status=f"字 {PAGE}", rip="203.0.113.7")


def test_the_same_post_and_nearly_the_same_one_are_refused() -> None:
    counter = Counter()
    counter.share(f"办事 {PAGE}?1")
    assert counter.share(f"办事 {PAGE}?1")["error_code"] == 20019
    assert counter.share(f"办事 {PAGE}?2")["error_code"] == 20017
    counter.clock.turn(minutes=11)
    assert "id" in counter.share(f"办事 {PAGE}?2")


def test_a_share_has_one_picture_and_it_is_seen_in_three_sizes() -> None:
    counter = Counter()
    form = with_picture(status=f"字 {PAGE}")
    counter.asked("/2/statuses/share.json", form=form)
    (told,) = counter.read(LIST)["statuses"]
    (picture,) = counter.books.pictures
    assert told["pic_urls"] == [{"thumbnail_pic": f"{ORIGIN}/thumbnail/{picture}.png"}]
    assert told["original_pic"] == f"{ORIGIN}/large/{picture}.png"


def test_long_posts_and_nine_pictures_only_where_they_are_granted() -> None:
    assert Counter().told(UPDATE, status="字")["error_code"] == 10014
    assert Counter().told(PICTURE)["error_code"] == 10014
    counter = granted()
    assert counter.told(PICTURE)["error_code"] == 20007
    counter.asked(PICTURE, form=with_picture())
    (picture,) = counter.books.pictures
    nine = ",".join([picture] * 9)
    assert len(counter.told("/2/statuses/upload_url_text.json", status="九图", pic_id=nine)["pic_urls"]) == 9
    for wrong in (f"{nine},{picture}", "unknown"):
        assert counter.told("/2/statuses/upload_url_text.json", status="图", pic_id=wrong)["error_code"] == 10017
    assert counter.told(UPDATE, status="字" * 141)["error_code"] == 20012
    assert counter.told(UPDATE, status="字" * 2001, is_longtext="1")["error_code"] == 20012
    assert counter.told(UPDATE, status="九图")["error_code"] == 20111


def test_a_long_post_is_told_short_unless_it_is_asked_for_whole() -> None:
    counter = granted()
    made = counter.told(UPDATE, status="字" * 300, is_longtext="1")
    assert "全文" in made["text"]
    whole = counter.read(SHOW, id=made["idstr"], isGetLongText="1")
    assert whole["longText"] == {"longTextContent": "字" * 300}


def test_an_ordinary_application_sees_the_five_newest_and_a_granted_one_as_many_as_it_asks_for() -> None:
    counter = Counter()
    numbers = [counter.share(f"第 {n} 条 {PAGE}")["id"] for n in range(7)]
    told = counter.read(LIST, count="100")
    assert [one["id"] for one in told["statuses"]] == numbers[:1:-1]
    assert told["total_number"] == 7
    assert [one["id"] for one in counter.read(LIST, since_id=str(numbers[5]))["statuses"]] == numbers[6:]
    counter.conduct.granted = True
    assert len(counter.read(LIST, count="100")["statuses"]) == 7


def test_a_new_post_may_be_late_in_lists() -> None:
    counter = Counter()
    counter.conduct.lag = counter.conduct.late * 4
    made = counter.share()
    assert counter.read(LIST)["statuses"] == []
    assert counter.read(SHOW, id=made["idstr"])["error_code"] == 20101
    counter.clock.turn(seconds=3)
    assert counter.read(SHOW, id=made["idstr"])["id"] == made["id"]


def test_a_deleted_post_is_gone() -> None:
    counter = Counter()
    made = counter.share()["idstr"]
    assert counter.told("/2/statuses/destroy.json", id=made)["idstr"] == made
    assert counter.read(SHOW, id=made)["error_code"] == 20101
    assert counter.told("/2/statuses/destroy.json", id=made)["error_code"] == 20101
    assert counter.read(SHOW, id="x")["error_code"] == 20101
    assert counter.read(LIST)["total_number"] == 0


def test_the_name_of_a_post_tells_its_number() -> None:
    counter = Counter()
    made = counter.share()["idstr"]
    assert counter.read("/2/statuses/queryid.json", mid=short_name(made)) == {"id": made}
    assert counter.read("/2/statuses/queryid.json", mid="?")["error_code"] == 10008
