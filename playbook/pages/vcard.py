"""Contacts as vCards, for a phone's address book."""

from collections.abc import Iterable

from playbook.model.contacts import Contact

LONGEST = 75  # octets of a line; a longer one goes on after a line break and a space
_ESCAPES = str.maketrans({"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n"})


def cards(contacts: Iterable[Contact], organisation: str, notes: Iterable[str]) -> str:
    """Return one vCard (version 3.0) after the other; `notes` has a text for each contact.

    Version 3.0, since address books of older phones refuse 4.0; of what is used here the two differ in nothing else.
    What is still to be filled in (a name or a number in brackets) is left out.
    """
    return "".join(_card(contact, organisation, note) for contact, note in zip(contacts, notes, strict=True))


def _card(contact: Contact, organisation: str, note: str) -> str:
    name = contact.name if contact.has_name else contact.role
    lines = [
        "BEGIN:VCARD",
        "VERSION:3.0",
        f"FN:{_text(name)}",
        f"N:{_text(name)};;;;",
        f"ORG:{_text(organisation)}",
        f"TITLE:{_text(contact.role)}",
        *(f"TEL;TYPE=CELL:{_text(phone.tel)}" for phone in contact.phones),
        *(f"EMAIL:{_text(channel.value)}" for channel in contact.channels if channel.given and channel.type == "email"),
        f"NOTE:{_text(note)}",
        "END:VCARD",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _text(value: str) -> str:
    return value.translate(_ESCAPES)


def _folded(line: str) -> str:
    """Return a line broken where it grows too long, never inside a character."""
    pieces, size = [""], 0
    for character in line:
        width = len(character.encode())
        if size + width > LONGEST:
            pieces.append(" ")
            size = 1
        pieces[-1] += character
        size += width
    return "\r\n".join(pieces)
