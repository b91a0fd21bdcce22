"""The database: handle, unit of work, references, shared columns, paging. No table of the product lives here."""
