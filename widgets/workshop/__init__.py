"""What the workshop's notebook shows."""
