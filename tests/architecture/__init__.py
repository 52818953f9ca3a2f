"""Rules about the code that imports cannot show: from source text to complaints, a line each."""
