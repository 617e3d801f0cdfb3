"""Strength Guide for Runners: the command `strength-guide`, and the name under which an installed copy is imported.

In a checkout the rooms are `workbook`, `widgets` and `hosting`; in the wheel they are `strength_guide.workbook` and so
on, because names as ordinary as `widgets` would clash with other people's (see hatch_build.py).
"""
