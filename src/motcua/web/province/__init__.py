"""The province: 130 communes at a glance, down to one commune and one dossier without its person."""
