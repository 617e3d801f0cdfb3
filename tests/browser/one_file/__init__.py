"""The page as one file, opened from a disk."""
