"""A WeChat Official Account on this machine, played from the documents: for practice, tests and recordings."""
