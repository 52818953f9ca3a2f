"""What residents open on their phones, with a token and without log-in: their number, their dossier."""
