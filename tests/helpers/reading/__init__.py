"""How hard what a runner reads is, and which words never stand in it."""
