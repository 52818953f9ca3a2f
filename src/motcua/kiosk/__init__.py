"""The agent on a kiosk's own machine (``motcua kiosk``): the kiosk goes on when the server is gone.

Its browser opens this program on loopback and nothing else. With the server in reach the server's pages
pass through; without it numbers come from blocks lent in advance (``hall.models.leases``). It needs no
database and no Django: a number is on disk before anybody sees it (``book``), and becomes a ticket when the
line is back (``upkeep``). Decided in docs/adr/0012-kiosk-offline.md.
"""
