"""`goodword createadmin`: the first administrator of a new installation."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Sequence

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from goodword.people.kinds import Role
from goodword.people.models import User


def main(arguments: Sequence[str]) -> int:
    """Make a person who may do everything, or give a known person that role and a new password."""
    parser = argparse.ArgumentParser(
        prog="goodword createadmin",
        description="Make an administrator. The password is asked for, or read from the first line of standard input.",
    )
    parser.add_argument("email")
    parser.add_argument("--name", default="")
    chosen = parser.parse_args(arguments)
    try:
        validate_email(chosen.email)
        password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        validate_password(password)
    except ValidationError as problem:
        print("goodword: " + " ".join(problem.messages), file=sys.stderr)
        return 2
    with transaction.atomic():
        user = User.objects.filter(email__iexact=chosen.email).first()
        if user is None:
            user = User.objects.create_superuser(chosen.email, password, name=chosen.name or chosen.email.split("@")[0])
        else:
            user.set_password(password)
            user.is_active = user.is_staff = user.is_superuser = True
            user.save()
        user.role_set.get_or_create(role=Role.ADMINISTRATOR)
    print(f"{user.email} is an administrator.")
    return 0
