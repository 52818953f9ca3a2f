"""Logging in and out, and the way from there to one's own desk."""
