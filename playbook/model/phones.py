"""Phone numbers as people write them, several in a line and with extensions, and as a phone dials them."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from playbook.errors import expected
from playbook.model.values import fault

BETWEEN = re.compile(r"[\u3001;/\n]|(?<!,),(?!,)|\s+(?:or|\u6216)\s+|\u6216")  # two commas are a pause
EXTENSION = re.compile(r"\s*(?:\u8f6c|\u5206\u673a|ext\.?|extension|x|#|,{2,})\s*[:.]?\s*([0-9]{1,6})$", re.IGNORECASE)
ABROAD = re.compile(r"\+|00")
CHINA = re.compile(r"(?:\+|00)86")
AREA = re.compile("0[1-9]")  # 00 leads abroad
NUMBER = re.compile(r"\+?[0-9() .-]*[0-9]")
DATE = re.compile(r"(?:19|20)[0-9]{2}([.-])[0-9]{1,2}\1[0-9]{1,2}")
MOBILE_OF_CHINA = re.compile("861[3-9][0-9]{9}")
TOO_LONG = re.compile(r"(?:(?:(?:\+|00)?86)?1[3-9]|86)[0-9]{10,}")
"""More digits than a mobile of China has, or a local number that begins as its country does."""
LOCAL = re.compile(r"[2-8][0-9]{6,7}")
SHORT = re.compile(r"[0-9]{1,6}")
SERVICE = re.compile(r"1[0-9]{4}|9[56][0-9]{3,4}")
SHORTEST, LONGEST = 3, 15
"""Digits of a number: an emergency call's, and the most that there may be (ITU E.164)."""
LANDLINE = 11
"""Digits from which on a Chinese landline, with its area code, is whole: what follows a hyphen then is an extension."""
PAUSE = ","
"""Makes a phone wait for the other end before it dials the rest."""


@dataclass(frozen=True)
class Phone:
    """One number: as it is `shown`, and what a phone is to dial (`tel`), an extension after a pause."""

    shown: str
    tel: str


@lru_cache(maxsize=1000)
def phones(text: str) -> tuple[Phone, ...]:
    """Return the numbers that a text lists. Raises the error of a validator where one of them cannot be dialled."""
    plain = unicodedata.normalize("NFKC", text)
    parts = [part.strip() for part in BETWEEN.split(plain)]
    found = tuple([_phone(part, text) for part in parts if part] or [_phone("", text)])
    if any(_is_rest(phone.tel, found[:place], found) for place, phone in enumerate(found)):
        raise _fault(text)
    return found


def _is_rest(tel: str, before: tuple[Phone, ...], listed: tuple[Phone, ...]) -> bool:
    """Tell whether one is a second extension, or has left its area code to another: dialled alone it goes astray."""
    extension = SHORT.fullmatch(tel) and not SERVICE.fullmatch(tel) and any(PAUSE in phone.tel for phone in before)
    return bool(extension or (LOCAL.fullmatch(tel.split(PAUSE)[0]) and any(AREA.match(each.tel) for each in listed)))


def _fault(text: str) -> Exception:
    numbers = "phone numbers such as 13800138000 or 0571-88886666 ext 802, each of them whole, parted by commas"
    wanted = f"{numbers}, or a blank in brackets"
    return fault(expected(wanted, repr(text)))


def _phone(part: str, text: str) -> Phone:
    inner = EXTENSION.search(part)
    number, extension = (part[: inner.start()], inner[1]) if inner else _landline(part)
    if ABROAD.match(number):
        number = number.replace("(0)", "")  # what is dialled at home only
    digits = re.sub(r"[^0-9]", "", number)
    plus = "+" if number.startswith("+") or MOBILE_OF_CHINA.fullmatch(digits) else ""
    implausible = DATE.fullmatch(number) or TOO_LONG.fullmatch(plus + digits)
    if not NUMBER.fullmatch(number) or not SHORTEST <= len(digits) <= LONGEST or implausible:
        raise _fault(text)
    return Phone(part, f"{plus}{digits}{PAUSE if extension else ''}{extension}")


def _landline(part: str) -> tuple[str, str]:
    """Part a Chinese landline from an extension behind a hyphen."""
    number, _, last = part.rpartition("-")
    country = CHINA.match(number)
    digits = re.sub(r"[^0-9]", "", number[country.end() :] if country else number)
    national = f"0{digits.lstrip('0')}" if country else digits
    whole = AREA.match(national) and len(national) >= LANDLINE
    return (number, last) if whole and last.isdigit() else (part, "")
