"""One file a promise; none needs a browser."""
