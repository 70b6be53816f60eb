"""A text → one extraction record: what a document says of itself and of others, and whom it charges (``extract``)."""
