"""``/verify``: whether a paper is genuine. For anybody, no log-in; uploads are looked at and forgotten."""
