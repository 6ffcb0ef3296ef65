"""A small invented GitHub: the real queries and decoders run over it, so the demo is no second program."""

from service.demo.cast import CAST, Cast
from service.demo.personas import PERSONAS
from service.demo.story import Persona
from service.demo.transport import DemoGitHub

__all__ = ["CAST", "PERSONAS", "Cast", "DemoGitHub", "Persona"]
