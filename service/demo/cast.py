"""Who and what is in the invented GitHub: personas, places, organisations, machines and a few colleagues."""

from dataclasses import dataclass, replace

from service.demo.personas import PERSONAS
from service.demo.places import PLACES, Place
from service.demo.records import Membership
from service.demo.story import Persona


@dataclass(frozen=True, slots=True)
class Crew:
    """An organisation of the cast; teams are (slug, name, logins)."""

    login: str
    name: str
    members: tuple[Membership, ...] = ()
    teams: tuple[tuple[str, str, tuple[str, ...]], ...] = ()

    def renamed(self, old: str, new: str) -> "Crew":
        """This organisation after one of its people took a new login."""
        members = (replace(each, login=new) if each.login == old else each for each in self.members)
        teams = (
            (slug, name, tuple(new if login == old else login for login in logins)) for slug, name, logins in self.teams
        )
        return replace(self, members=tuple(members), teams=tuple(teams))


# Compared by identity: building a world is remembered by its cast, and hashing all of it would take longer.
@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """The whole cast, from which a world can be built for any day.

    Attributes:
        colleagues: open the pull requests that personas review.
        bot: the login of the machine that updates dependencies, without `[bot]`.
        visitor: the account behind the token of a stranger.
    """

    personas: tuple[Persona, ...] = ()
    places: tuple[Place, ...] = ()
    crews: tuple[Crew, ...] = ()
    colleagues: tuple[tuple[str, str], ...] = (("deckhand-dee", "Dee Deckhand"),)
    bot: str = "keel-bot"
    visitor: str = "harbour-visitor"

    def with_persona(self, persona: Persona, *places: Place) -> "Cast":
        """This cast and one more persona, in place of any of the same login; their places come along."""
        others = tuple(other for other in self.personas if other.login.lower() != persona.login.lower())
        return replace(self, personas=(*others, persona), places=self.places + places)

    def without(self, login: str) -> "Cast":
        """This cast without one persona and their own places."""
        personas = tuple(other for other in self.personas if other.login.lower() != login.lower())
        places = tuple(place for place in self.places if place.owner.lower() != login.lower())
        return replace(self, personas=personas, places=places)

    def renamed(self, old: str, new: str) -> "Cast":
        """This cast after one persona took a new login: the number stays, everything of theirs moves along."""
        return replace(
            self,
            personas=tuple(_renamed(each, old, new) if each.login == old else each for each in self.personas),
            places=tuple(replace(place, name=_moved(place.name, old, new)) for place in self.places),
            crews=tuple(crew.renamed(old, new) for crew in self.crews),
        )


def number_of(persona: Persona) -> int:
    """GitHub's number for a persona's account."""
    return persona.number or number_from(persona.login)


def number_from(text: str) -> int:
    """A number that looks like one of GitHub's, the same for the same text."""
    return 1_000_000 + sum((i + 1) * 7919 * ord(letter) for i, letter in enumerate(text.lower()))


def _renamed(persona: Persona, old: str, new: str) -> Persona:
    work = tuple(replace(each, repository=_moved(each.repository, old, new)) for each in persona.work)
    return replace(persona, login=new, number=number_of(persona), work=work)


def _moved(repository: str, old: str, new: str) -> str:
    owner, _, name = repository.partition("/")
    return f"{new}/{name}" if owner == old else repository


_HARBOUR_WORKS = Crew(
    "harbour-works",
    "Harbour Works",
    members=(
        Membership("daily-dana", role="ADMIN"),
        Membership("steady-sam"),
        Membership("twice-theo"),
        Membership("weekly-wanda"),
        Membership("fortnight-finn"),
        Membership("manager-mona", role="ADMIN"),
        Membership("reviewer-rosa", public=False),
        Membership("assisted-ana"),
        Membership("renamed-rio"),
        Membership("infra-ines"),
        Membership("docs-dorian"),
        Membership("private-pat", public=False),
        Membership("holiday-hana"),
        Membership("leave-leo", public=False),
        Membership("elsewhere-eli"),
        Membership("away-amara"),
        Membership("optout-oona", public=False),
        Membership("deckhand-dee"),
    ),
    teams=(
        (
            "quay",
            "Quay",
            ("daily-dana", "steady-sam", "fortnight-finn", "holiday-hana", "reviewer-rosa", "away-amara"),
        ),
        ("web", "Web", ("twice-theo", "weekly-wanda", "manager-mona", "assisted-ana", "elsewhere-eli", "optout-oona")),
    ),
)

CAST = Cast(
    PERSONAS,
    PLACES,
    (
        _HARBOUR_WORKS,
        Crew("orchard-labs", "Orchard Labs", (Membership("principal-priya"), Membership("return-remy"))),
    ),
    (("deckhand-dee", "Dee Deckhand"), ("deckhand-gus", "Gus Deckhand"), ("deckhand-kit", "Kit Deckhand")),
)
"""The demo's own cast."""
