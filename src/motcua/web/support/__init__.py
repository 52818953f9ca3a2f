"""The helpers' desk, on a tablet in the hall: papers checked and help given before the call."""
