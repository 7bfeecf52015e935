"""Typed, frozen models of everything a handbook is made of. One module per kind of content."""
