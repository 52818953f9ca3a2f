"""Where things are: communes, the tree of units, centers, counters, opening hours, the calendar.

Not here: who works there (people) or what waits there (hall).
"""
