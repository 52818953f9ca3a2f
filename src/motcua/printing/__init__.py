"""The print agent: takes slips from the server and puts them on paper at the center.

It runs beside the printers, often on a small machine without Motcua's database: no Django here, nothing but
the rules' words and the API. What is on a slip is the server's business (``hall.slips``).
"""
