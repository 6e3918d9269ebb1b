"""Real mail servers for the tests: Dovecot and Postfix, on 127.0.0.1 only, each in a folder of its own.

`dovecot` keeps the mailboxes and `postfix` accepts outgoing mail; both trust users that a test adds and
show certificates of an authority (`certs`) that exists for the test run alone.
"""
