"""Slips for thermal printers as pictures of black and white dots, so that every printer shows every letter.

In text mode cheap printers lose 15 to 17 letters of one Vietnamese line; a picture loses none. Not here: who
prints what, and how it reaches a printer.
"""
