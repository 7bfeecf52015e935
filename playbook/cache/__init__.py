"""What was worked out once: kept on disk for the next run, or in this process for the next rebuild.

Comes in: a key that names all that a result depends on. Goes out: the result. May import: nothing of the generator.
"""
