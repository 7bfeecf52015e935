"""The site: pages and files handed to the engine, finished, published whole, served and built again on a change.

Comes in: pages and files. Goes out: a folder for any static host. May import: pages and below; mkdocs here alone.
"""
