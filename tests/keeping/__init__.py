"""The profile kept safe: leases, full disks, the log, what is forgotten; real processes."""
