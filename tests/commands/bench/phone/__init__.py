"""What a runner's phone meets: a slow line and a slow processor, until a first tick is kept and answered."""
