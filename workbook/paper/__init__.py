"""What is taken away: a guide to print, a calendar file, and files that every system takes."""
