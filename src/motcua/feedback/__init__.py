"""What people say back: the rating of a finished dossier or of a visit. Not: complaints on rules (later)."""
