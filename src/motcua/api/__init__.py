"""The typed JSON API, version 1. django-ninja and pydantic live only here."""
