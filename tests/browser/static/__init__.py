"""The page as files alone, in a browser: no server takes part but one that hands out files."""
