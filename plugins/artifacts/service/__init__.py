"""What people intend with artifacts, one function for each intention."""
