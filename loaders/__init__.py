"""Files → text → one extraction record per document. Pure: reads the file, returns the record."""
