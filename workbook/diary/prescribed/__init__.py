"""What a physio prescribed for one runner: what it may hold, and how it travels."""
