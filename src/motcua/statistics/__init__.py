"""Figures: one row of facts per commune and day, from which dashboards read.

Not here: single dossiers (dossiers) or how a page draws a figure (web).
"""
