"""The page before its engine."""
