"""The query language: text in, tree out; words, stems, synonyms, spelling and snippets.

Pure: no engine, no database, no request, no clock.
"""
