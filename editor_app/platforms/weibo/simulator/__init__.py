"""Weibo played on this computer, from its documents (PLATFORMS-CN 2 and 7): nobody has a real account for tests."""
