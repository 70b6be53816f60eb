"""``python -m policygraph`` is the command ``policygraph``."""

from .cli import main

main()
