"""Finding things: documents, the query language, engines, the indexer and the search page.

Visibility is decided in `access`; nothing here may show a hit that `visible` has not confirmed.
"""
