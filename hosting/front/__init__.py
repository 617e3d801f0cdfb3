"""The page's front end: what a browser draws it with at once, before any kernel is asked for."""
