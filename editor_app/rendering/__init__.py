"""From a revision to what is seen: HTML, text, pictures, PDF; deterministic, without database, network or Qt."""
