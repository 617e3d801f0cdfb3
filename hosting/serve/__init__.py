"""Serves the page to a crowd: limits, answers when it is full, and what a host can read off."""
