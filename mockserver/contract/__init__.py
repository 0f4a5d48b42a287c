"""Contract documents become validators, and a broken request becomes violations in the API's own words."""
