"""The board in the hall: which number goes to which counter."""
