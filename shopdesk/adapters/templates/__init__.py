"""The owner's templates: kept in TinyDB, read from files, filled in with Liquid."""
