"""The kit for tests, ours and those of plugin authors: fixtures, servers, the suite that every plugin passes.

The running site imports nothing from here.
"""
