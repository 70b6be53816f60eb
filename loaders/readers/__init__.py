"""A file of any form → its text: the ``Source`` that every offset counts. ``files`` chooses the reader."""
