"""What people say back. So far: the rating of a finished dossier. Not: complaints on rules (later)."""
