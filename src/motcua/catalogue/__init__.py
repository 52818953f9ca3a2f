"""What people come for: procedures in their revisions, documents, terms, fees and internal steps.

Not here: anything about one case; a dossier pins the revision of its day.
"""
