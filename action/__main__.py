"""The program behind the Action, for runners and for terminals: `still-engineering-report`.

Exit codes: 0 the report is there; 1 it is partial and `fail-on` is `partial`; 2 wrong input; 3 GitHub could not be
asked; 4 the report could not be posted.
"""

import os
import sys
from collections.abc import Mapping

import click

from action.commands import Console
from action.errors import ActionError, BadInput, Unanswered
from action.fields import FIELDS, FailOn
from action.inputs import Inputs
from action.run import Run, exit_code_of
from action.runner import Runner
from action.wiring import system_time


def execute(environ: Mapping[str, str], console: Console) -> int:
    """One run with this environment; every way to end becomes an annotation and an exit code."""
    fail_on = FailOn.ERROR
    try:
        inputs = Inputs.from_env(environ)
        fail_on = inputs.fail_on
        return Run(inputs, Runner.from_env(environ), console, system_time()).start()
    except BadInput as error:
        console.error(error.title, str(error))
        return error.exit_code
    except ActionError as error:
        code = exit_code_of(error, fail_on)
        (console.error if code else console.warning)(error.title, str(error))
        return code
    except Exception as error:  # noqa: BLE001 - a traceback would be long, end with 1 and might show a secret
        code = exit_code_of(Unanswered(), fail_on)
        told = f"{type(error).__name__}. There is no report; this is a defect of the program, please report it."
        (console.error if code else console.warning)("Unexpected error", told)
        return code


@click.command(
    context_settings={"help_option_names": ["-h", "--help"]},
    params=[
        click.Option([f"--{spec.name}"], metavar="TEXT", show_default=bool(spec.default), help=spec.description)
        for spec in FIELDS
    ],
)
def main(**options: str | None) -> None:
    """Summarise how hands-on an organisation's engineers are; inputs come from INPUT_* variables or from options."""
    given = {spec.variable: value for spec in FIELDS if (value := options[spec.name.replace("-", "_")]) is not None}
    environ = {**os.environ, **given}
    console = Console(lambda line: click.echo(line), commands=environ.get("GITHUB_ACTIONS") == "true")  # noqa: PLW0108 - one argument
    sys.exit(execute(environ, console))


if __name__ == "__main__":  # pragma: no cover - the console script is the way in
    main()
