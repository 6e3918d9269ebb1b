"""The threads that face the mail servers: what comes is fetched, what goes is carried."""
