"""Values to HTML: what several steps show."""
