"""The embedded engine: Whoosh on disk. The only folder that imports `whoosh`, pinned to one version.

Index files are pickles: whoever can write the index folder runs code here, so it is 0700 and never restored.
"""
