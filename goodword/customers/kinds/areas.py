"""States and provinces by the codes that the table of cities gives them, with the names and short codes that people write.

One line a country: "code Name; another name | ...". A country that is not here is told apart by its cities alone.
"""

from collections.abc import Iterator
from typing import Final

from goodword.customers.kinds.zones import CODES, SHORT_BR

# By one of the names that stand in `CODES`.
_SHORT: Final = {
    "CA": "AB Alberta | BC British Columbia | MB Manitoba | NB New Brunswick | NL Newfoundland and Labrador | NS Nova Scotia | "
    "NT Northwest Territories | NU Nunavut | ON Ontario | PE Prince Edward Island | QC Quebec | SK Saskatchewan | YT Yukon",
    "AU": "ACT Australian Capital Territory | NSW New South Wales | NT Northern Territory | QLD Queensland | SA South Australia | "
    "TAS Tasmania | VIC Victoria | WA Western Australia",
    "BR": " | ".join(f"{short} {name}" for short, name in SHORT_BR.items()),
}
_NAMED: Final = {
    **CODES,
    "US": "AL Alabama | AK Alaska | AZ Arizona | AR Arkansas | CA California | CO Colorado | CT Connecticut | DE Delaware | DC District "
    "of Columbia; Washington DC; D.C. | FL Florida | GA Georgia | HI Hawaii | ID Idaho | IL Illinois | IN Indiana | IA Iowa | KS Kansas | "
    "KY Kentucky | LA Louisiana | ME Maine | MD Maryland | MA Massachusetts | MI Michigan | MN Minnesota | MS Mississippi | MO Missouri | "
    "MT Montana | NE Nebraska | NV Nevada | NH New Hampshire | NJ New Jersey | NM New Mexico | NY New York | NC North Carolina | ND North "
    "Dakota | OH Ohio | OK Oklahoma | OR Oregon | PA Pennsylvania | RI Rhode Island | SC South Carolina | SD South Dakota | TN Tennessee | "
    "TX Texas | UT Utah | VT Vermont | VA Virginia | WA Washington | WV West Virginia | WI Wisconsin | WY Wyoming",
    "DE": "01 Baden-Württemberg; BW | 02 Bayern; Bavaria; BY | 03 Bremen; HB | 04 Hamburg; HH | 05 Hessen; Hesse; HE | 06 Niedersachsen; "
    "Lower Saxony; NI | 07 Nordrhein-Westfalen; North Rhine-Westphalia; NRW; NW | 08 Rheinland-Pfalz; Rhineland-Palatinate; RP | "
    "09 Saarland; SL | 10 Schleswig-Holstein; SH | 11 Brandenburg; BB | 12 Mecklenburg-Vorpommern; MV | 13 Sachsen; Saxony; SN | "
    "14 Sachsen-Anhalt; Saxony-Anhalt; ST | 15 Thüringen; Thuringia; TH | 16 Berlin; BE",
    "AT": "01 Burgenland | 02 Kärnten; Carinthia | 03 Niederösterreich; Lower Austria | 04 Oberösterreich; Upper Austria | 05 Salzburg | "
    "06 Steiermark; Styria | 07 Tirol; Tyrol | 08 Vorarlberg | 09 Wien; Vienna",
    "CH": "AG Aargau | AI Appenzell Innerrhoden | AR Appenzell Ausserrhoden | BE Bern; Berne | BL Basel-Landschaft | BS Basel-Stadt; Basel "
    "| FR Fribourg; Freiburg | GE Genève; Geneva; Genf | GL Glarus | GR Graubünden; Grisons | JU Jura | LU Luzern; Lucerne "
    "| NE Neuchâtel | NW Nidwalden | OW Obwalden | SG St. Gallen | SH Schaffhausen | SO Solothurn | SZ Schwyz | TG Thurgau "
    "| TI Ticino; Tessin | UR Uri | VD Vaud; Waadt | VS Valais; Wallis | ZG Zug | ZH Zürich; Zurich",
    "GB": "ENG England | SCT Scotland | WLS Wales | NIR Northern Ireland",
    "BE": "BRU Bruxelles; Brussels; Brussel | VLG Vlaanderen; Flanders; Flandre | WAL Wallonie; Wallonia; Wallonië",
    "FR": "11 Île-de-France | 24 Centre-Val de Loire | 27 Bourgogne-Franche-Comté | 28 Normandie; Normandy | 32 Hauts-de-France | "
    "44 Grand Est | 52 Pays de la Loire | 53 Bretagne; Brittany | 75 Nouvelle-Aquitaine | 76 Occitanie | 84 Auvergne-Rhône-Alpes | "
    "93 Provence-Alpes-Côte d'Azur; PACA | 94 Corse; Corsica",
    "IT": "01 Abruzzo | 02 Basilicata | 03 Calabria | 04 Campania | 05 Emilia-Romagna | 06 Friuli-Venezia Giulia | 07 Lazio | 08 Liguria | "
    "09 Lombardia; Lombardy | 10 Marche | 11 Molise | 12 Piemonte; Piedmont | 13 Puglia; Apulia | 14 Sardegna; Sardinia | 15 Sicilia; "
    "Sicily | 16 Toscana; Tuscany | 17 Trentino-Alto Adige | 18 Umbria | 19 Valle d'Aosta | 20 Veneto",
    "ES": "07 Illes Balears; Balearic Islands; Islas Baleares | 27 La Rioja | 29 Comunidad de Madrid; Madrid | 31 Murcia | 32 Navarra; "
    "Navarre | 34 Asturias | 39 Cantabria | 51 Andalucía; Andalusia | 52 Aragón; Aragon | 53 Canarias; Canary Islands | "
    "54 Castilla-La Mancha | 55 Castilla y León | 56 Cataluña; Catalonia; Catalunya | 57 Extremadura | 58 Galicia | 59 País Vasco; Basque "
    "Country; Euskadi | 60 Comunidad Valenciana; Valencia",
    "NL": "01 Drenthe | 02 Friesland | 03 Gelderland | 04 Groningen | 05 Limburg | 06 Noord-Brabant; North Brabant | 07 Noord-Holland; "
    "North Holland | 09 Utrecht | 10 Zeeland | 11 Zuid-Holland; South Holland | 15 Overijssel | 16 Flevoland",
    "IN": "02 Andhra Pradesh | 03 Assam | 05 Chandigarh | 07 Delhi | 09 Gujarat | 10 Haryana | 11 Himachal Pradesh | 12 Jammu and Kashmir "
    "| 13 Kerala | 16 Maharashtra | 19 Karnataka | 21 Odisha; Orissa | 22 Puducherry | 23 Punjab | 24 Rajasthan | 25 Tamil Nadu | 28 West "
    "Bengal | 33 Goa | 34 Bihar | 35 Madhya Pradesh | 36 Uttar Pradesh | 37 Chhattisgarh | 38 Jharkhand | 39 Uttarakhand | 40 Telangana",
    "MX": "01 Aguascalientes | 02 Baja California | 03 Baja California Sur | 04 Campeche | 05 Chiapas | 06 Chihuahua | 07 Coahuila | "
    "08 Colima | 09 Ciudad de México; CDMX; Distrito Federal; Mexico City | 10 Durango | 11 Guanajuato | 12 Guerrero | 13 Hidalgo | "
    "14 Jalisco | 15 Estado de México; México | 16 Michoacán | 17 Morelos | 18 Nayarit | 19 Nuevo León | 20 Oaxaca | 21 Puebla | "
    "22 Querétaro | 23 Quintana Roo | 24 San Luis Potosí | 25 Sinaloa | 26 Sonora | 27 Tabasco | 28 Tamaulipas | 29 Tlaxcala | "
    "30 Veracruz | 31 Yucatán | 32 Zacatecas",
}


def areas() -> Iterator[tuple[str, str, str]]:
    """Every name of every state known here: country, code, name; a code of letters is a name as well."""
    for country, line in _NAMED.items():
        codes = {}
        for pair in line.split(" | "):
            code, names = pair.split(" ", 1)
            for name in (*names.split("; "), *([code] if code.isalpha() else [])):
                codes[name] = code
        for pair in _SHORT.get(country, "").split(" | "):
            short, _blank, name = pair.partition(" ")
            if name in codes:
                codes[short] = codes[name]
        yield from ((country, code, name) for name, code in codes.items())
