"""Values to HTML: what several views show."""
