"""The first page: what Motcua is, a door for each audience, the demo's log-ins; and /health."""
