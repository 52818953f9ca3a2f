"""Figures that Motcua promises, each measured by a file of its own; ``make bench`` runs all of them."""
