"""The port `Discovery`: what the program knows, then what the network knows, then guesses.

table ─▶ MX of a known provider ─▶ autoconfig at the domain ─▶ Thunderbird's list ─▶ SRV
      ─▶ both of these for the MX's domain ─▶ table for a parent domain ─▶ guesses
"""

from shopdesk.adapters.discovery.finder import NetworkDiscovery

__all__ = ["NetworkDiscovery"]
