"""One request from reception to result: dossier, clock ledger, steps, decision, result, return.

Not here: what a procedure asks for (catalogue) and who waits (hall).
"""
