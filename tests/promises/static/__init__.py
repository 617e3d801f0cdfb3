"""The page without a server: the same rules as on a server, the same bytes each time, and its licences."""
