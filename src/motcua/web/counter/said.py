"""The counter says a refusal as every audience does (``motcua.web.said``)."""

from motcua.web.said import gaps, say, sentence, text

__all__ = ["gaps", "say", "sentence", "text"]
