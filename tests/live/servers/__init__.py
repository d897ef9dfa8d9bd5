"""Starters of the real servers that the live tests publish to; apart because the program never starts one."""
