"""Editorial rules, one file each, found by place: what an editor should know before anybody signs."""
