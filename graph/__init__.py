"""The graph: its model, the identity of documents and bodies, resolution, the stores, RDF."""
