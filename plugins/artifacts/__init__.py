"""Practice artifacts and improvement plans: real practice made visible, versioned, and adopted elsewhere."""
