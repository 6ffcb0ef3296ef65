"""What kind of file a path names, as a reader of the path alone would say.

A path is judged in this order, and the first answer stands:

1. folders of other people's code or of build output (`node_modules/`, `__generated__/`);
2. the file's name (`go.sum` is generated, `Dockerfile` infrastructure, `package.json` configuration);
3. the form that its language has (code, markup, configuration, prose, data), seen from where it lies: code in
   `tests/` is a test and JSON there is data, YAML in `k8s/` is infrastructure, HTML in `docs/` is documentation.

A program is a program wherever it lies: GitHub Linguist counts `examples/` and `docs/` as documentation, but whoever
writes the code of an example is engineering. Where a name is no evidence either way, the doubt is in the engineer's
favour. The names, each group with its reason, are in `service/data/kinds.json`; languages come from GitHub Linguist
(https://github.com/github-linguist/linguist).
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from service.data.files import FileTables, Form, Role, file_tables
from service.evidence import Kind

_IN_PLACE: Mapping[Form, tuple[Mapping[Role, Kind], Kind]] = {
    Form.INFRASTRUCTURE: ({}, Kind.INFRASTRUCTURE),
    Form.CODE: ({Role.TEST: Kind.TEST, Role.SPEC: Kind.TEST, Role.FIXTURE: Kind.TEST}, Kind.SOURCE),
    Form.MARKUP: (
        {
            Role.FIXTURE: Kind.DATA,
            Role.TEST: Kind.TEST,
            Role.SPEC: Kind.TEST,
            Role.DOCS: Kind.DOCS,
            Role.INFRASTRUCTURE: Kind.INFRASTRUCTURE,
        },
        Kind.SOURCE,
    ),
    Form.CONFIG: (
        {
            Role.CI: Kind.CONFIG,
            Role.TEST: Kind.DATA,
            Role.FIXTURE: Kind.DATA,
            Role.DOCS: Kind.DOCS,
            Role.INFRASTRUCTURE: Kind.INFRASTRUCTURE,
            Role.DATA: Kind.DATA,
        },
        Kind.CONFIG,
    ),
    Form.PROSE: ({Role.FIXTURE: Kind.DATA}, Kind.DOCS),
    Form.TEXT: ({Role.DOCS: Kind.DOCS}, Kind.DATA),
    Form.DATA: ({}, Kind.DATA),
}
"""The kind of each form: the first role that one of the folders has, else the last word."""

_TESTS_FOLDER = re.compile(
    r"[-_. ][Tt]ests?$|\wTests?$|[-_.]specs?$"
    r"|^[Tt]ests?[-_ ](?:apps?|cases?|data|e2e|fixtures?|helpers?|lib|support|unit|utils?)$",
    re.ASCII,
)
_TEST_CLASS = re.compile(
    r"^Test[A-Z]|[A-Za-z0-9](?:Tests?|TestCase|TestSuite)\.|IT\.(?:java|kt)$|Spec\.(?:scala|groovy|kt|hs|php)$"
)
_PACKAGES = frozenset({"java", "kotlin", "scala", "groovy"})
_STYLED = (".js", ".css", ".sass", ".scss", ".less", ".styl")
# Libraries have short names; the limit keeps their expressions cheap on a name that was made to be slow.
_LONGEST_LIBRARY = 100
_NAMED_AS_PAGES = frozenset({None, Form.MARKUP, Form.PROSE, Form.TEXT})
_COUNTS_AS_CODE = frozenset({Form.CODE, Form.MARKUP, Form.INFRASTRUCTURE})


@lru_cache(maxsize=8192)
def kind_of(path: str) -> Kind:
    """The kind of a file, from its path in a repository; an unknown file is data. Never raises."""
    tables = file_tables()
    *folders, name = path.replace("\\", "/").strip("/").split("/")
    roles = _roles(folders, tables)
    if Role.VENDORED in roles:
        return Kind.VENDORED
    lowered = name.lower()
    if Role.GENERATED in roles or (Role.BUNDLED in roles and lowered.endswith(tables.bundled)):
        return Kind.GENERATED
    kind = _kind_by_name(lowered, folders[-1].lower() if folders else "", tables)
    if kind is not None:
        return Kind.DATA if kind is Kind.CONFIG and Role.FIXTURE in roles else kind
    return _kind_by_form(_form(lowered, tables), name, roles, tables)


def is_code_language(language: str | None) -> bool | None:
    """Whether work in a language is code, by GitHub's name for it; None if the name is unknown or missing.

    https://docs.github.com/en/graphql/reference/objects#language
    """
    form = file_tables().languages.get(language or "")
    return None if form is None else form in _COUNTS_AS_CODE


def _roles(folders: list[str], tables: FileTables) -> set[Role]:
    roles = set(tables.roots.get(folders[0].lower(), ())) if folders else set()
    for folder in _outside_packages(folders):
        known = tables.folders.get(folder) or tables.folders.get(folder.lower())
        if known is not None:
            roles |= known
        elif _TESTS_FOLDER.search(folder):
            roles.add(Role.TEST)
        elif "." in folder:
            roles |= tables.folder_endings.get(folder[folder.rindex(".") :], frozenset())
    return roles


def _outside_packages(folders: list[str]) -> list[str]:
    """The folders above a JVM source tree: below `src/main/java`, names are packages and may be any word."""
    in_sources = False
    for index, folder in enumerate(folders):
        if in_sources and folder in _PACKAGES:
            return folders[:index]
        in_sources = in_sources or folder == "src"
    return folders


def _kind_by_name(name: str, parent: str, tables: FileTables) -> Kind | None:
    for kind, globs in tables.files:
        if globs.match(name):
            return kind
    below = f"{parent}/{name}"
    for kind, globs in tables.below:
        if globs.match(below):
            return kind
    if name.endswith(_STYLED) and len(name) <= _LONGEST_LIBRARY and tables.libraries.match(name):
        return Kind.VENDORED
    return None


def _form(name: str, tables: FileTables) -> Form | None:
    form = tables.names.get(name)
    if form is not None:
        return form
    start, *extensions = name.rsplit(".", 3)
    for index in range(len(extensions)):
        form = tables.suffixes.get("." + ".".join(extensions[index:]))
        if form is not None:
            return form
    if name.endswith(tables.wrappers):
        inner = name.rpartition(".")[0]
        return tables.names.get(inner) or tables.suffixes.get("." + inner.rpartition(".")[2])
    return Form.CONFIG if len(extensions) == 1 and not start else None


def _kind_by_form(form: Form | None, name: str, roles: set[Role], tables: FileTables) -> Kind:
    lowered = name.lower()
    if form is Form.CODE and (tables.tests.match(lowered) or _TEST_CLASS.search(name)):
        return Kind.TEST
    if form in _NAMED_AS_PAGES and tables.pages.match(lowered):
        return Kind.DOCS
    if form is None:
        return Kind.SOURCE if Role.SCRIPTS in roles and "." not in name else Kind.DATA
    by_role, otherwise = _IN_PLACE[form]
    return next((kind for role, kind in by_role.items() if role in roles), otherwise)
