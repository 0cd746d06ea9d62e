"""Where cities are, under all the names that people give them; filled from an offline package by `goodword cities`."""

from django.db import models


class City(models.Model):
    """The centre of a city or town. `area` is the state or province, by the code that its country's cities carry."""

    id = models.BigIntegerField(primary_key=True)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    area = models.CharField(max_length=20)
    people = models.PositiveIntegerField()
    latitude = models.FloatField()
    longitude = models.FloatField()

    def __str__(self) -> str:
        """The name that it is shown by."""
        return self.name


class CityName(models.Model):
    """One name of a city, as names of places are compared (`goodword_place_key`)."""

    pk = models.CompositePrimaryKey("name", "city_id")
    name = models.CharField(max_length=200, db_collation="C")
    # No foreign key: the tables are filled together, or not at all.
    city_id = models.BigIntegerField()
    is_first = models.BooleanField()

    def __str__(self) -> str:
        """The name."""
        return self.name


class Area(models.Model):
    """One name of a state or province, as names of places are compared, and the code that its cities carry."""

    pk = models.CompositePrimaryKey("country", "name")
    country = models.CharField(max_length=2)
    name = models.CharField(max_length=120)
    code = models.CharField(max_length=20)

    def __str__(self) -> str:
        """The name."""
        return self.name


class CitiesKnown(models.Model):
    """Which release of the package the cities were read from; one row."""

    release = models.CharField(max_length=60)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        """The release."""
        return self.release
