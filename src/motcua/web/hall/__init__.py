"""The hall's public pages: how full it is, a number from home, appointments, the log of calls."""
