"""The touch screen at the entrance: one touch on what one came for, and the number stands there."""
