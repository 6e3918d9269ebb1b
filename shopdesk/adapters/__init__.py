"""One module for each outside thing; foreign errors stop here."""
