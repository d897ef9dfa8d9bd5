"""What a press office talks about, as frozen values and pure functions over the standard library alone."""
