"""What an owner must know before signing in at a provider: one paragraph, with each one's steps."""

from __future__ import annotations

from shopdesk.domain.shop.provider import Advice, Found
from shopdesk.domain.shop.settings import Auth
from shopdesk.words import _


def hint(found: Found) -> str:
    """What to do before signing in, and what to look at; never empty."""
    parts = [_steps(found)]
    if not found.answered:
        parts.insert(
            0,
            _(
                "This is a guess, and no server answered to it: ask the provider of {domain} for "
                "the names of its IMAP and SMTP servers."
            ).format(domain=found.address.rpartition("@")[2]),
        )
    elif found.doubtful:
        parts.insert(
            0,
            _(
                "{hosts}: the network names this for {domain} without any proof. Go on only if it "
                "is your provider's."
            ).format(hosts=", ".join(found.doubtful), domain=found.address.rpartition("@")[2]),
        )
    if found.help:
        parts.append(_("The provider's page: {page}").format(page=found.help))
    return " ".join(parts)


def _steps(found: Found) -> str:
    # looked up at every call: the language may have been chosen meanwhile
    words = _app_passwords() | _other_ways()
    if found.advice in words:
        return words[found.advice].format(provider=found.name)
    if found.auth is Auth.OAUTH2:
        return _(
            "This provider takes no password from mail programs: shopdesk signs in through the "
            "browser (OAuth2), with a client id of your own in the settings."
        )
    return _(
        "Sign in with the mailbox's password. If the provider has two-step sign-in, it wants an "
        "app password, made in its security settings."
    )


def _app_passwords() -> dict[Advice, str]:
    """Where one is made."""
    return {
        Advice.GOOGLE: _(
            "Gmail wants an app password: turn on 2-Step Verification, then make one at "
            "https://myaccount.google.com/apppasswords and paste its 16 letters here. In Google "
            "Workspace the administrator must allow it."
        ),
        Advice.YANDEX: _(
            "Yandex wants an app password: in the mailbox open Settings, Email clients, and allow "
            "IMAP; then make a password for Mail at https://id.yandex.ru/security/app-passwords."
        ),
        Advice.MAILRU: _(
            "Mail.ru wants a password for external applications: make one, with full access to "
            "Mail, at https://account.mail.ru/user/2-step-auth/passwords."
        ),
        Advice.YAHOO: _(
            "Yahoo wants an app password: open https://login.yahoo.com/account/security, choose "
            "Generate app password, and paste it here."
        ),
        Advice.AOL: _(
            "AOL wants an app password: open https://login.aol.com/account/security, choose "
            "Generate app password, and paste it here."
        ),
        Advice.APPLE: _(
            "iCloud wants an app-specific password: make one at https://account.apple.com under "
            "Sign-In and Security."
        ),
        Advice.ZOHO: _(
            "Zoho: turn on IMAP access in Settings, Mail Accounts; with two-step sign-in make an "
            "app password at https://accounts.zoho.com/home#security/app_password."
        ),
        Advice.FASTMAIL: _(
            "Fastmail wants an app password: make one in Settings, Privacy & Security, at "
            "https://app.fastmail.com/settings/security."
        ),
    }


def _other_ways() -> dict[Advice, str]:
    """What else is wanted."""
    return {
        Advice.MICROSOFT: _(
            "Microsoft takes no password from mail programs any more: shopdesk signs in through "
            "the browser (OAuth2). That needs a client id of your own under [oauth.microsoft] in "
            "the settings; the README says how to get one."
        ),
        Advice.RAMBLER: _(
            "Rambler lets mail programs in only after you turn that on: in the mailbox open "
            "Settings, Programs, and switch on access by mail clients; then sign in with the "
            "mailbox's password."
        ),
        Advice.SWITCH: _(
            "{provider} lets mail programs in only after you switch on IMAP in the mailbox's own "
            "settings; with two-step sign-in it wants an app password."
        ),
        Advice.CODE: _(
            "{provider} lets mail programs in only after you switch on IMAP in the mailbox's own "
            "settings; it then shows an authorization code, which takes the place of the password."
        ),
        Advice.TELEKOM: _(
            "T-Online wants the e-mail password, which is not the one of the customer account: "
            "set it in the customer centre under E-Mail."
        ),
        Advice.PROTON: _(
            "Proton Mail is reached through Proton Mail Bridge on this computer: start it, take "
            "the user name and the password that it shows, and name its exported certificate as "
            "`ca_file`."
        ),
        Advice.UKRNET: _(
            "Ukr.net wants a password for mail programs: switch on IMAP in the mailbox's settings, "
            "where it is made."
        ),
        Advice.MACHINE: _(
            "{provider} names the server in its first mail to you; this one takes in your "
            "domain's mail. Sign in with the mailbox's password."
        ),
    }
