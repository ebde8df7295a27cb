"""Slow, plain second opinions: they share no line with the library and know nothing of its classes."""
