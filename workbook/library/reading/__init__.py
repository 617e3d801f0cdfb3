"""Folders and files to plain values that know their places, and what is wrong with them in a person's words."""
