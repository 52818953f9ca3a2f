"""The counter: opening it, calling people, receiving dossiers, returning results.

Not here: whose turn it is (hall) and what makes a dossier complete (dossiers).
"""
