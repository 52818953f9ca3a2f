"""The typed JSON API, version 1. django-ninja and pydantic live only here.

Not here: any rule. An endpoint parses, calls one action or query, and renders.
"""
