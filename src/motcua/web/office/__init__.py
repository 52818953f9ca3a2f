"""The offices' desk: the work list of whoever's turn it is, and one dossier with the one act that is due."""
