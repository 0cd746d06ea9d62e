"""Words that are nobody's name by themselves: of departments, posts, companies, and of the language between them."""

from typing import Final

from goodword.kernel.text import fold

_DEPARTMENTS: Final = """
account accounts accounting admin administration administrator analytics billing board business care center centre champion champions client
clients cloud commercial communication communications community company compliance contact contacts content council customer customers
data demo department design desk development digital director division engineering enablement events executive experience facilities
finance founder general global group growth head health help helpdesk human info information infrastructure innovation integration
international lead leader leadership legal logistics management manager market marketing master media member members network office
officer operation operations order orders partner partners people person platform president press procurement product production
products program programme project projects public purchase purchasing quality reference references regional relations reporting
research resources retail sales security senior service services solution solutions specialist staff strategy success supplier support
system systems team teams tech technical technology test testing trainer training treasury unit user users vendor vice webmaster
"""
_LANGUAGE: Final = """
a all an and any are as at be but by can could do else everybody few for from good had has have he her his hope i in is it its may me might
mine more must my need new no nobody none not now of on one or other our ours she should so some somebody that the their them there they
this to two unknown us was we well were what when who will with would yes you your na tbd tba
mr mrs ms miss dr prof sir madam herr frau monsieur madame
"""
_ELSEWHERE: Final = """
abteilung allgemein ansprechpartner betrieb beratung buchhaltung buro das dem den der des die eine einkauf entwicklung firma fur
geschaftsfuhrung gesellschaft gruppe im kunde kunden kundenbetreuung kundendienst leiter leitung logistik mit personal produkt sekretariat
technik und unser unsere unternehmen verkauf vertrieb verwaltung vom von zentrale zum zur
accueil achats assistance avec bureau clientele comptabilite conseil dans de direction directeur directrice du equipe et est etude gestion
juridique la le les marche nos notre nous pole pour produit relation responsable reseau sa service ses societe son sur technique un une
vente ventes vos votre
"""
ORDINARY: Final = frozenset(f"{_DEPARTMENTS} {_LANGUAGE} {_ELSEWHERE}".split())


def is_ordinary(word: str) -> bool:
    """Whether a word says nothing of who it is."""
    return fold(word).strip(".,()\"'") in ORDINARY


def is_all_ordinary(name: str) -> bool:
    """Whether no word of a name says who it is: “Customer Success”, “The Team”."""
    return all(map(is_ordinary, name.split()))
