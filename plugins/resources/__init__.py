"""Resources: what is worth keeping, under one stable address, with its versions, its licence and who uses it."""
