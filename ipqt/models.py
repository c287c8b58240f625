from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower


class PersonManager(UserManager):
    """Finds people by e-mail address whatever its case."""

    def get_by_natural_key(self, username):
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person. Signs in with the e-mail address; `username` only mirrors it for Django's own commands."""

    email = models.EmailField("e-mail address", max_length=150)

    objects = PersonManager()

    EMAIL_FIELD = "email"

    class Meta(AbstractUser.Meta):
        ordering = ("last_name", "first_name", "pk")
        constraints = (
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="Somebody already has this e-mail address.",
            ),
        )

    def __str__(self):
        return self.get_full_name() or self.email


class SignInFailure(models.Model):
    """A failed sign-in, kept for as long as it counts towards the limit of its account."""

    account = models.CharField(max_length=150, db_index=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("-at",)

    def __str__(self):
        return f"{self.account} at {self.at:%Y-%m-%d %H:%M}"
