"""Resources: files, links and texts worth keeping, versioned, licensed, collected, reviewed, found by their words."""
