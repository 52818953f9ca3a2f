"""The outside world for the demo and for tests: invented people, an invented day. Never real persons."""
