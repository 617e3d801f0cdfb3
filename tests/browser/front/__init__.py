"""The page before its engine is there."""
