"""The waiting hall: numbers, calls, counters that are open, visits.

Not here: what is done at the counter once a dossier is on the table (dossiers).
"""
