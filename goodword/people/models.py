"""Users and everything about who answers for what."""

from collections.abc import Iterable
from typing import ClassVar, Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from goodword.people.kinds import Retained, Role

# A logo takes no more room than this, in pixels.
LOGO_SHOWN: Final = (240, 48)


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Create a person; without a password nobody can sign in as them until they set one."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Create an operator who may also open the read-only database admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by address whatever its case."""
        return self.get(email__iexact=username)


class Program(models.Model):
    """The one row about the company that runs this program."""

    company_name = models.CharField(max_length=200, default="")
    time_zone = models.CharField(max_length=60, default="UTC")
    fiscal_first_month = models.PositiveSmallIntegerField(default=2)
    colour = models.CharField(max_length=7, default="#0b605c")
    language = models.CharField(max_length=10, default="en")
    is_demo = models.BooleanField(default=False)
    ledger_holder = models.CharField(
        max_length=10, default="account", choices=[("account", _("each account")), ("parent", _("each family of companies"))]
    )
    mail_delay_seconds = models.PositiveIntegerField(default=60)
    logo = models.CharField(max_length=60, blank=True, default="", db_default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="program_is_one_row"),
            models.CheckConstraint(condition=Q(fiscal_first_month__range=(1, 12)), name="program_fiscal_month"),
        ]

    @property
    def logo_size(self) -> tuple[int, int]:
        """Width and height at which the logo is shown, smaller than it is kept so that it is sharp; its name says what is kept."""
        width, height = map(int, self.logo.partition("-")[2].partition(".")[0].split("x"))
        scale = min(LOGO_SHOWN[0] / width, LOGO_SHOWN[1] / height, 1)
        return max(1, round(width * scale)), max(1, round(height * scale))


class Settled(models.Model):
    """One row with a stamp that triggers renew whenever a list, a region or a policy changes (migration 0038)."""

    stamp = models.UUIDField(db_default=RandomUUID(), editable=False)


class Retention(models.Model):
    """How long the program keeps one kind of data, where it differs from what it came with; no days means for ever."""

    kind = models.CharField(max_length=20, choices=Retained.choices, unique=True)
    days = models.PositiveIntegerField(null=True)

    def __str__(self) -> str:
        """The kind."""
        return self.get_kind_display()


class Logo(models.Model):
    """The picture that customers see above their pages. Apart from the program's facts, which every page reads."""

    name = models.CharField(max_length=60)
    content = models.BinaryField()
    content_type = models.CharField(max_length=20)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="logo_is_one_row")]

    def __str__(self) -> str:
        """Its name, which says its size."""
        return self.name


class Region(models.Model):
    """A part of the world that the program runs by."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    countries = ArrayField(models.CharField(max_length=2), default=list, blank=True)
    holiday_country = models.CharField(max_length=2, blank=True, default="")
    time_zone = models.CharField(max_length=60, default="UTC")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        """The region's name."""
        return self.name


class Team(models.Model):
    """A requesting team, to which the program promises a number of requests."""

    code = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=120)
    lead = models.ForeignKey("goodword.User", null=True, blank=True, on_delete=models.SET_NULL, related_name="leads")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        """The team's name."""
        return self.name


class User(AbstractBaseUser, PermissionsMixin):
    """A colleague. Leavers are deactivated, never deleted."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=150)
    title = models.CharField(max_length=150, blank=True, default="")
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="people")
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.SET_NULL, related_name="people")
    time_zone = models.CharField(max_length=60, blank=True, default="")
    language = models.CharField(max_length=10, blank=True, default="")
    external_id = models.CharField(max_length=100, blank=True, default="")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)
    deactivated_at = models.DateTimeField(null=True, blank=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_whatever_case"),
            models.UniqueConstraint(fields=["external_id"], condition=~Q(external_id=""), name="user_external_id"),
        ]

    def __str__(self) -> str:
        """The person's name."""
        return self.name

    @property
    def first_name(self) -> str:
        """What one calls them: the first word of the name."""
        return self.name.split(" ")[0] if self.name else self.email

    def know_roles(self, codes: Iterable[str]) -> None:
        """Keep the codes of the roles held, where they were read along with the person."""
        self._roles = frozenset(codes)

    def roles(self) -> frozenset[str]:
        """The codes of the roles held, read once per object."""
        if not hasattr(self, "_roles"):
            self._roles = frozenset(self.role_set.values_list("role", flat=True))
        return self._roles

    def has_role(self, *codes: str) -> bool:
        """Tell whether this person holds one of these roles, in any region."""
        return not self.roles().isdisjoint(codes)

    @property
    def is_manager(self) -> bool:
        """May this person run the program: a reference manager or an administrator."""
        return self.has_role(Role.REFERENCE_MANAGER, Role.ADMINISTRATOR)

    @property
    def is_administrator(self) -> bool:
        """May this person invite people and change settings."""
        return self.has_role(Role.ADMINISTRATOR)


class RoleAssignment(models.Model):
    """A role that somebody holds, for one region or (none) for all."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_set")
    role = models.CharField(max_length=30, choices=Role.choices)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "role", "region"], name="role_once", nulls_distinct=False)]


class RoutingRule(models.Model):
    """Which reference manager gets which request: by the region of the account or of the requester; no region is the fallback."""

    by = models.CharField(
        max_length=10, choices=[("account", _("the account's region")), ("requester", _("the requester's region"))], default="account"
    )
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.CASCADE, related_name="routing")
    manager = models.ForeignKey(User, on_delete=models.PROTECT, related_name="routed")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["by", "region"], name="routing_once", nulls_distinct=False)]


class Absence(models.Model):
    """Away from a day to (not including) a day, with a deputy who gets approvals."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences")
    from_on = models.DateField()
    to_on = models.DateField()
    deputy = models.ForeignKey(User, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(to_on__gt=F("from_on")), name="absence_has_days")]


class Circle(models.Model):
    """Who is in the know about something confidential."""

    created_at = models.DateTimeField(auto_now_add=True)
    people = models.ManyToManyField(User, through="goodword.CircleMember", related_name="circles")


class CircleMember(models.Model):
    """One person in the know."""

    circle = models.ForeignKey(Circle, on_delete=models.CASCADE)
    user = models.ForeignKey(User, on_delete=models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "user"], name="circle_member_once")]


class Invitation(models.Model):
    """An invitation to sign in; its token is kept as a hash only."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="invitation")
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
