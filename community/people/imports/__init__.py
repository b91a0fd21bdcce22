"""Files that others made, as values: read line by line, judged row by row. No database, no Flask, no writing."""
