from editor_app.domain.progress import silent, within
from editor_app.domain.text import T, Text


def test_a_part_of_the_way_fills_its_part_of_the_bar() -> None:
    told: list[float] = []

    def tell(share: float, _what: Text) -> None:
        told.append(round(share, 3))

    part = within(tell, 0.5, 0.7)
    for share in (0.0, 0.5, 1.0, 7.0):
        part(share, T("Pictures"))
    assert told == [0.5, 0.6, 0.7, 0.7]
    silent(1.0, T("Pictures"))
