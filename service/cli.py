"""The command line: `still-engineering serve | score | badge | doctor | sign | purge`.

Exit codes: 0 all well, 1 somebody has no score, 2 wrong usage or settings, 3 GitHub, or Redis, could not be asked.
"""

import click

from service.commands.badge import badge
from service.commands.doctor import doctor
from service.commands.purge import purge
from service.commands.score import score
from service.commands.serve import serve
from service.commands.sign import sign


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="still-engineering")
def main() -> None:
    """How hands-on has an engineer been lately?"""


for command in (serve, score, badge, doctor, sign, purge):
    main.add_command(command)
