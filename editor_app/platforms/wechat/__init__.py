"""WeChat Official Accounts (微信公众号) by their interface: pictures, a draft, a submission that is audited later."""

from editor_app.platforms.wechat.platform import WeChat

PLATFORM = WeChat()
