"""Real mail servers for the tests, on 127.0.0.1 only, each in a temporary folder of its own.

`dovecot` keeps the mailboxes and `postfix` accepts outgoing mail. Both know the users that tests
add, and show certificates of an authority (`certs`) that exists for one test run.
"""
