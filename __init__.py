"""Knowledge graph of policy references: documents in, implementation chains out."""

__version__ = "0.1.0"
