"""The modules that come with Throughline. Each lives in its own folder, all have the same shape, none knows another."""
