"""Attacks on the pages and the API: who may open what, what leaks, what breaks."""
