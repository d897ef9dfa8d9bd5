"""Good values for every slot of a supplied template, for tests."""

from editor_app.services import templates


def values(name: str = "severe-weather", language: str = "zh-CN", **chosen: str) -> dict[str, str]:
    """The examples, but for what is chosen."""
    wording = templates.supplied()[name].wording(language)
    return {slot.name: slot.example for slot in wording.slots} | chosen
