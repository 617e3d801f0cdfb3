"""The page as files alone: Python runs in the visitor's own browser, and no server takes part."""
