"""A shop to try the program on: real mail servers on this machine, and customers who write."""
