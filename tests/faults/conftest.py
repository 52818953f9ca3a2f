"""Faults that only one of the databases can have."""

import os

# PostgreSQL answers for its own disk; what the power cut proves is how we set SQLite.
collect_ignore = ["test_power_cut.py"] if os.environ["MOTCUA_TEST_DB"] == "postgresql" else []
