"""What people intend: each function loads, asks, changes, records, publishes. One file per group of intentions."""
