"""What every app stands on: rows, the journal, deliveries and the work loop, limits on use.

Not here: anything a resident or an officer would know the name of.
"""
