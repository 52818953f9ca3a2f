"""``/center/``: the day of a center for its head. Every figure opens to what stands behind it."""
