"""The rules of the shop's desk: pure, no input or output, the time always an argument."""
