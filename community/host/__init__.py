"""How modules are found, checked, ordered and switched. Knows no module by name."""
