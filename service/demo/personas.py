"""The cast: one invented person for each row of the methodology's table, and a few for the special cases."""

from service.demo.rhythm import Rhythm
from service.demo.story import Persona, Reviewing, Work
from service.errors import Status

_QUAYSIDE = "harbour-works/quayside"
_TIDEWATCH = "harbour-works/tidewatch"
_LANTERNFISH = "harbour-works/lanternfish"
_KEELSON = "orchard-labs/keelson"

_STEADY = (
    Persona(
        "daily-dana",
        "Dana Daymark",
        "Writes code every working day, reviews a lot and merges for others.",
        (95, 100),
        work=(
            Work(_QUAYSIDE, Rhythm(5), pull_request_every=3),
            Work(_TIDEWATCH, Rhythm(2), pull_request_every=4, squashed=False),
        ),
        reviewing=(Reviewing(_QUAYSIDE, 24, merges=8),),
    ),
    Persona(
        "steady-sam",
        "Sam Steadman",
        "Writes code on three days a week and reviews now and then.",
        (93, 100),
        work=(Work(_TIDEWATCH, Rhythm(3), pull_request_every=4),),
        reviewing=(Reviewing(_TIDEWATCH, 8),),
    ),
    Persona(
        "twice-theo",
        "Theo Twoday",
        "Writes code on two days a week and reviews.",
        (84, 93),
        work=(Work(_LANTERNFISH, Rhythm(2), pull_request_every=5),),
        reviewing=(Reviewing(_LANTERNFISH, 10, merges=2),),
    ),
    Persona(
        "principal-priya",
        "Priya Pilotlight",
        "A distinguished engineer: one coding day every week, and a lot of reviews.",
        (70, 80),
        work=(Work(_KEELSON, Rhythm(1)),),
        reviewing=(Reviewing(_KEELSON, 25, merges=4), Reviewing(_QUAYSIDE, 15, merges=2)),
    ),
    Persona(
        "weekly-wanda",
        "Wanda Weekes",
        "One coding day every week and nothing else.",
        (55, 65),
        work=(Work(_LANTERNFISH, Rhythm(1)),),
    ),
    Persona(
        "fortnight-finn",
        "Finn Fortnight",
        "One coding day every second week, with reviews.",
        (58, 72),
        work=(Work(_QUAYSIDE, Rhythm(1, every=2, first_week=1)),),
        reviewing=(Reviewing(_QUAYSIDE, 12),),
    ),
    Persona(
        "manager-mona",
        "Mona Moorland",
        "A manager who codes one day a month and reviews often.",
        (50, 62),
        work=(Work(_LANTERNFISH, Rhythm(1, every=4, first_week=1)),),
        reviewing=(Reviewing(_LANTERNFISH, 20),),
    ),
    Persona(
        "reviewer-rosa",
        "Rosa Redpen",
        "Reviews a great deal and writes no code of her own just now.",
        (10, 15),
        reviewing=(Reviewing(_QUAYSIDE, 30),),
    ),
    Persona(
        "assisted-ana",
        "Ana Aidman",
        "Writes code with an assistant on three days a week; the trailers say so, and it counts in full.",
        (93, 100),
        work=(Work(_LANTERNFISH, Rhythm(3), pull_request_every=3, assistant="Claude <noreply@anthropic.com>"),),
        reviewing=(Reviewing(_LANTERNFISH, 6),),
    ),
    Persona(
        "renamed-rio",
        "Rio Rename",
        "Was called river-rio until a while ago; nobody has taken the old login.",
        (84, 93),
        work=(Work(_TIDEWATCH, Rhythm(2), pull_request_every=6),),
        reviewing=(Reviewing(_TIDEWATCH, 9),),
    ),
)

_ALONE = (
    Persona(
        "student-sol",
        "Sol Studyhall",
        "A student who codes three days a week in a project of their own.",
        (65, 75),
        work=(Work("student-sol/campus-map", Rhythm(3)),),
    ),
    Persona(
        "founder-fern",
        "Fern Firstlight",
        "Two weeks of daily commits in a brand-new prototype.",
        (44, 60),
        work=(Work("founder-fern/lamplighter", Rhythm(5, oldest=13)),),
    ),
    Persona(
        "burst-bela",
        "Bela Burst",
        "The same two weeks of prototype, eight weeks ago.",
        (10, 22),
        work=(Work("burst-bela/sparkler", Rhythm(5, youngest=56, oldest=69)),),
    ),
    Persona(
        "datafeed-drew",
        "Drew Datafeed",
        "A script rewrites one data file every day.",
        (0, 15),
        work=(Work("datafeed-drew/fish-prices", Rhythm(7), script="data/prices.csv"),),
    ),
    Persona(
        "cron-cass",
        "Cass Crontab",
        "A script touches one source file of a solo repository every working day.",
        (0, 20),
        work=(Work("cron-cass/heartbeat", Rhythm(5), script="heartbeat.py"),),
    ),
)

_OTHER_CRAFTS = (
    Persona(
        "infra-ines",
        "Ines Infield",
        "Changes configuration every working day, by pull request.",
        (70, 85),
        work=(Work("harbour-works/harbour-config", Rhythm(5), pull_request_every=6),),
    ),
    Persona(
        "docs-dorian",
        "Dorian Docket",
        "Writes documentation every working day, and a few reviews.",
        (25, 42),
        work=(Work("harbour-works/handbook", Rhythm(5), pull_request_every=5),),
        reviewing=(Reviewing("harbour-works/handbook", 3),),
    ),
    Persona(
        "private-pat",
        "Pat Private",
        "Works in private every working day and shares the counts.",
        (72, 85),
        private=Rhythm(5),
    ),
    Persona(
        "private-paz",
        "Paz Private",
        "Works in private on two days a week and shares the counts.",
        (52, 65),
        private=Rhythm(2),
    ),
)

_COMING_AND_GOING = (
    Persona(
        "holiday-hana",
        "Hana Holloway",
        "Back from three weeks of holiday today; four coding days a week before.",
        (85, 96),
        work=(Work(_QUAYSIDE, Rhythm(4, first_week=3), pull_request_every=6),),
        reviewing=(Reviewing(_QUAYSIDE, 6, youngest=24),),
    ),
    Persona(
        "leave-leo",
        "Leo Leavitt",
        "Six weeks of leave until today; four coding days a week before.",
        (35, 50),
        work=(Work(_TIDEWATCH, Rhythm(4, first_week=6)),),
        reviewing=(Reviewing(_TIDEWATCH, 4, youngest=44),),
    ),
    Persona(
        "elsewhere-eli",
        "Eli Elsewhere",
        "Stopped sixty days ago.",
        (8, 20),
        work=(Work(_LANTERNFISH, Rhythm(2, youngest=60)),),
    ),
    Persona(
        "return-remy",
        "Remy Return",
        "Came back to code a week ago.",
        (38, 55),
        work=(Work(_KEELSON, Rhythm(4, oldest=6)),),
    ),
)

_NO_SCORE = (
    Persona(
        "away-amara",
        "Amara Awayday",
        "Asked for a pause in her own settings file.",
        status=Status.PAUSED,
        work=(Work(_QUAYSIDE, Rhythm(2, first_week=5)),),
        settings='# My page, my rules.\npaused: "on leave until spring"\n',
    ),
    Persona(
        "optout-oona",
        "Oona Outlook",
        "Asked not to be scored, and is not.",
        status=Status.OPTED_OUT,
        work=(Work(_LANTERNFISH, Rhythm(4), pull_request_every=4),),
        settings="badge: off\n",
    ),
    Persona(
        "newcomer-nils",
        "Nils Newland",
        "Has an account and no visible activity: unknown, which is never zero.",
        status=Status.NOT_VISIBLE,
    ),
)

PERSONAS: tuple[Persona, ...] = _STEADY + _ALONE + _OTHER_CRAFTS + _COMING_AND_GOING + _NO_SCORE
"""Everybody whom the demo shows; the bot and the organisation are in the cast."""
