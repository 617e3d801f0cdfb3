"""Controls that are drawn by scripts of our own."""
