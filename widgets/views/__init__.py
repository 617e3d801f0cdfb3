"""The views of the runner's page, a file each; they do not know each other."""
