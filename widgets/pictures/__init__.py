"""What people would rather look at than read: figures, bars and strips, each with its words."""
