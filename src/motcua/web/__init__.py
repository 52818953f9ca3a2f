"""Pages by audience. Views parse, call one action or query, and render; no view writes."""
