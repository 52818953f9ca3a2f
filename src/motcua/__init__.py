"""Motcua: the day at a commune's Public Administration Service Center, from number to result."""

__version__ = "0.1.0"
