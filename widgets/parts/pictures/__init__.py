"""Pictures in HTML where people would rather look; each says the same in words."""
