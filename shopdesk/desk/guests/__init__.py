"""Customers and orders: imported, looked up, searched, exported and forgotten."""
