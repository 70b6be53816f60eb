"""The graph served to browsers and SPARQL clients."""
