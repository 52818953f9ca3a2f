"""Who acts for the state: officers, their posts, their grants of authority, devices' and programs' tokens.

Not here: residents, who are known only inside a dossier.
"""
