"""The spoken call: voices and their clips, made by a program here or recorded by a person."""
