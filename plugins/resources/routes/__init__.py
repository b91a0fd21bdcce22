"""Pages of resources: HTTP in, HTTP out. The blueprint stands in blueprint.py."""
