"""Named queries, each as ``.cypher`` and ``.rq`` text with its header, and the code that runs them."""
