"""The physio's form for an exercise."""

from widgets.author.author import Author

__all__ = ["Author"]
