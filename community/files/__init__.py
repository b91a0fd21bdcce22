"""Files that people bring: kept by content, checked, re-encoded, served safely. No page of another module lives here."""
