"""Real cities in which the invented companies live: city, state, country, time zone, languages spoken there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One city."""

    city: str
    state: str
    country: str
    region: str
    zone: str
    languages: tuple[str, ...]


def _places(region: str, country: str, zone: str, languages: tuple[str, ...], *cities: tuple[str, str]) -> list[Place]:
    return [Place(city, state, country, region, zone, languages) for city, state in cities]


PLACES: list[Place] = [
    *_places("emea", "NO", "Europe/Oslo", ("nb", "en"), ("Oslo", ""), ("Bergen", ""), ("Trondheim", "")),
    *_places("emea", "SE", "Europe/Stockholm", ("sv", "en"), ("Stockholm", ""), ("Göteborg", ""), ("Malmö", "")),
    *_places("emea", "DK", "Europe/Copenhagen", ("da", "en"), ("Copenhagen", ""), ("Aarhus", "")),
    *_places("emea", "FI", "Europe/Helsinki", ("fi", "en"), ("Helsinki", ""), ("Tampere", "")),
    *_places(
        "emea",
        "DE",
        "Europe/Berlin",
        ("de", "en"),
        ("Berlin", "Berlin"),
        ("Hamburg", "Hamburg"),
        ("Köln", "Nordrhein-Westfalen"),
        ("Düsseldorf", "Nordrhein-Westfalen"),
        ("München", "Bayern"),
        ("Stuttgart", "Baden-Württemberg"),
        ("Leipzig", "Sachsen"),
    ),
    *_places("emea", "AT", "Europe/Vienna", ("de", "en"), ("Wien", ""), ("Linz", "")),
    *_places("emea", "CH", "Europe/Zurich", ("de", "fr", "en"), ("Zürich", "ZH"), ("Genève", "GE"), ("Basel", "BS")),
    *_places("emea", "FR", "Europe/Paris", ("fr", "en"), ("Paris", ""), ("Lyon", ""), ("Nantes", ""), ("Toulouse", "")),
    *_places("emea", "BE", "Europe/Brussels", ("fr", "nl", "en"), ("Bruxelles", ""), ("Gent", "")),
    *_places("emea", "NL", "Europe/Amsterdam", ("nl", "en"), ("Amsterdam", ""), ("Utrecht", ""), ("Eindhoven", "")),
    *_places(
        "emea",
        "GB",
        "Europe/London",
        ("en",),
        ("London", "England"),
        ("Leeds", "England"),
        ("Bristol", "England"),
        ("Edinburgh", "Scotland"),
        ("Cardiff", "Wales"),
    ),
    *_places("emea", "IE", "Europe/Dublin", ("en",), ("Dublin", ""), ("Cork", "")),
    *_places("emea", "ES", "Europe/Madrid", ("es", "en"), ("Madrid", ""), ("Barcelona", ""), ("València", "")),
    *_places("emea", "PT", "Europe/Lisbon", ("pt", "en"), ("Lisboa", ""), ("Porto", "")),
    *_places("emea", "IT", "Europe/Rome", ("it", "en"), ("Milano", ""), ("Torino", ""), ("Bologna", "")),
    *_places("emea", "PL", "Europe/Warsaw", ("pl", "en"), ("Warszawa", ""), ("Kraków", ""), ("Łódź", "")),
    *_places("emea", "CZ", "Europe/Prague", ("cs", "en"), ("Praha", ""), ("Brno", "")),
    *_places("emea", "TR", "Europe/Istanbul", ("tr", "en"), ("İstanbul", ""), ("Ankara", "")),
    *_places("emea", "AE", "Asia/Dubai", ("ar", "en"), ("Dubai", "")),
    *_places("emea", "EG", "Africa/Cairo", ("ar", "en"), ("Cairo", "")),
    *_places("emea", "NG", "Africa/Lagos", ("en",), ("Lagos", "")),
    *_places("emea", "ZA", "Africa/Johannesburg", ("en",), ("Cape Town", ""), ("Johannesburg", "")),
    *_places(
        "americas",
        "US",
        "America/New_York",
        ("en",),
        ("New York", "New York"),
        ("Boston", "Massachusetts"),
        ("Atlanta", "Georgia"),
        ("Philadelphia", "Pennsylvania"),
        ("Charlotte", "North Carolina"),
    ),
    *_places(
        "americas",
        "US",
        "America/Chicago",
        ("en",),
        ("Chicago", "Illinois"),
        ("Austin", "Texas"),
        ("Dallas", "Texas"),
        ("Minneapolis", "Minnesota"),
    ),
    *_places("americas", "US", "America/Denver", ("en",), ("Denver", "Colorado"), ("Salt Lake City", "Utah")),
    *_places(
        "americas", "US", "America/Los_Angeles", ("en",), ("San Diego", "California"), ("Seattle", "Washington"), ("Portland", "Oregon")
    ),
    *_places("americas", "CA", "America/Toronto", ("en", "fr"), ("Toronto", "Ontario"), ("Montréal", "Québec"), ("Ottawa", "Ontario")),
    *_places("americas", "CA", "America/Vancouver", ("en",), ("Vancouver", "British Columbia")),
    *_places("americas", "MX", "America/Mexico_City", ("es", "en"), ("Ciudad de México", ""), ("Monterrey", "Nuevo León")),
    *_places("americas", "BR", "America/Sao_Paulo", ("pt", "en"), ("São Paulo", "São Paulo"), ("Curitiba", "Paraná")),
    *_places("americas", "CO", "America/Bogota", ("es", "en"), ("Bogotá", "")),
    *_places("americas", "CL", "America/Santiago", ("es",), ("Santiago", "")),
    *_places("apac", "JP", "Asia/Tokyo", ("ja",), ("Tokyo", "Tokyo"), ("Osaka", "Osaka"), ("Fukuoka", "Fukuoka")),
    *_places("apac", "KR", "Asia/Seoul", ("ko", "en"), ("Seoul", ""), ("Busan", "")),
    *_places("apac", "SG", "Asia/Singapore", ("en", "zh"), ("Singapore", "")),
    *_places("apac", "IN", "Asia/Kolkata", ("en", "hi"), ("Bengaluru", "Karnataka"), ("Pune", "Maharashtra"), ("Chennai", "Tamil Nadu")),
    *_places("apac", "AU", "Australia/Sydney", ("en",), ("Sydney", "New South Wales"), ("Melbourne", "Victoria")),
    *_places("apac", "NZ", "Pacific/Auckland", ("en",), ("Auckland", ""), ("Wellington", "")),
    *_places("apac", "VN", "Asia/Ho_Chi_Minh", ("vi", "en"), ("Hà Nội", "")),
    *_places("apac", "TH", "Asia/Bangkok", ("th", "en"), ("Bangkok", "")),
]
