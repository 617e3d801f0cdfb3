"""What is taken away: a guide to print, a calendar file, a spreadsheet, and files that every system takes."""
