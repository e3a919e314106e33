"""Somebody at one place of a text, as pronouns see him: gender, number, and whether a subject."""

from dataclasses import dataclass, field

from standpunkt.actors.rows import ActorRow


@dataclass(frozen=True, order=True)
class Candidate:
    """Somebody at one place of the text."""

    start_char: int
    end_char: int
    actor: ActorRow | None = field(compare=False)
    """None: somebody, but it is open who."""
    gender: str | None = field(compare=False)
    """m, f, n, or p for several; None if unknown."""
    is_subject: bool = field(compare=False, default=True)
    is_voice: bool = field(compare=False, default=False)
    """A speaker or holder, or a pronoun: what a text goes on about."""

    @property
    def key(self) -> str:
        """The same for the same actor; of its own for everybody unknown."""
        return self.actor.actor_id if self.actor else f"open:{self.start_char}"

    @property
    def is_person(self) -> bool:
        """Whether it is known to be a person."""
        return self.actor is not None and self.actor.actor_kind == "person"

    @property
    def is_neuter(self) -> bool:
        """Whether "es" and "sein" can mean it."""
        return self.gender == "n" or (self.actor is not None and self.actor.actor_kind == "state")

    @property
    def is_salient_person(self) -> bool:
        """A person the text goes on about."""
        return self.is_person and (self.is_subject or self.is_voice)

    def may_be(self, gender: str) -> bool:
        """Whether "er" or "sie" can mean somebody here."""
        if self.actor is not None and self.actor.actor_kind == "state":
            # "die Regierung in Muster", "die Schweiz"
            return gender == self.gender == "f"
        if self.actor is not None and self.actor.actor_kind == "group":
            return False
        if self.actor is not None and self.actor.actor_kind == "organisation" and self.gender is None:
            return gender == "f"
        return self.gender in (None, gender)

    def surely_is(self, gender: str) -> bool:
        """Whether gender says so, or the given name is of nobody known and a man the better guess."""
        return self.gender == gender or (self.gender is None and gender == "m")
