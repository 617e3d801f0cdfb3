"""The player in a real browser."""
