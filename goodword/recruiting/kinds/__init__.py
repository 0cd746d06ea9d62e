"""What a nomination is for and where it came from; the programs that customers can join by themselves."""

from goodword.recruiting.kinds.programs import REVIEW_DAYS, RUN_BY, AgreedKind, Match, PublicProgram, Trust
from goodword.recruiting.kinds.signup import Agreed, SignUp
from goodword.recruiting.kinds.sources import Purpose, Source

__all__ = ["REVIEW_DAYS", "RUN_BY", "Agreed", "AgreedKind", "Match", "PublicProgram", "Purpose", "SignUp", "Source", "Trust"]
