"""Pages of resources: HTTP in, HTTP out. One blueprint; each file adds its views to it."""

from plugins.resources.routes import adding, bulk, collections, keeping, links, resources, reviews
from plugins.resources.routes.blueprint import bp

__all__ = ["adding", "bp", "bulk", "collections", "keeping", "links", "resources", "reviews"]
