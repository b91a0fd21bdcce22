"""What people intend with rounds. Each asks, changes, records and publishes; one round changes in turn."""
