"""Search engines behind one contract, one folder each. Nothing outside an engine's folder imports its library."""
