"""Who: accounts, sign-in, districts, collaborations, teams, roles, passes. Shaped like a plugin; always on."""
