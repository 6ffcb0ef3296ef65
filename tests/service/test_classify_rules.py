"""Where a path's name, folders and language disagree, and which of them has the word."""

import pytest

from service.classify import is_code_language, kind_of
from service.evidence import Kind


@pytest.mark.parametrize("path", ["docs/conf/build.py", "examples/hello.go", "demo/app.ts", "samples/Main.java"])
def test_a_program_is_source_where_linguist_sees_documentation(path: str) -> None:
    assert kind_of(path) is Kind.SOURCE


def test_markup_documents_where_documentation_lies_and_is_source_elsewhere() -> None:
    assert kind_of("docs/index.html") is Kind.DOCS
    assert kind_of("web/index.html") is Kind.SOURCE


def test_structured_files_are_what_their_folder_is() -> None:
    places = {
        "settings.yaml": Kind.CONFIG,
        ".github/labels.yaml": Kind.CONFIG,
        "k8s/api.yaml": Kind.INFRASTRUCTURE,
        "locales/fr.yaml": Kind.DATA,
        "tests/case.yaml": Kind.DATA,
        "docs/nav.yaml": Kind.DOCS,
    }

    assert {path: kind_of(path) for path in places} == places


def test_continuous_integration_is_configuration_even_in_a_folder_called_deploy() -> None:
    assert kind_of(".github/actions/deploy/pipeline.yml") is Kind.CONFIG


def test_a_script_of_continuous_integration_is_source() -> None:
    assert kind_of(".github/scripts/label.py") is Kind.SOURCE


def test_a_test_is_code_and_its_fixture_is_data() -> None:
    assert kind_of("tests/fixtures/handler.py") is Kind.TEST
    assert kind_of("tests/fixtures/answer.json") is Kind.DATA
    assert kind_of("tests/fixtures/page.html") is Kind.DATA
    assert kind_of("tests/fixtures/post.md") is Kind.DATA


def test_a_manifest_is_configuration_unless_it_is_a_fixture() -> None:
    assert kind_of("tests/package.json") is Kind.CONFIG
    assert kind_of("tests/fixtures/app/package.json") is Kind.DATA


@pytest.mark.parametrize("path", ["contest/latest.py", "src/attest.go", "src/pod_spec.go", "lib/testament.rb"])
def test_a_word_that_only_ends_or_begins_like_test_is_no_test(path: str) -> None:
    assert kind_of(path) is Kind.SOURCE


@pytest.mark.parametrize(
    "path",
    ["src/FooTest.java", "src/TestFoo.java", "App.Tests/Foo.cs", "src/FooIT.java", "src/FooSpec.scala", "a-tests/x.c"],
)
def test_a_test_by_class_or_project_name_is_a_test(path: str) -> None:
    assert kind_of(path) is Kind.TEST


def test_names_below_a_source_tree_of_the_jvm_are_packages() -> None:
    assert kind_of("src/main/java/org/acme/vendor/Vendor.java") is Kind.SOURCE
    assert kind_of("src/main/kotlin/org/acme/generated/Shop.kt") is Kind.SOURCE
    assert kind_of("vendor/src/main/java/org/acme/Shop.java") is Kind.VENDORED


def test_a_bundle_is_generated_and_a_program_in_a_folder_called_dist_is_not() -> None:
    assert kind_of("packages/app/dist/index.js") is Kind.GENERATED
    assert kind_of("src/cmd/dist/build.go") is Kind.SOURCE


def test_some_folders_have_their_meaning_at_the_top_alone() -> None:
    assert kind_of("deps/zlib/inflate.c") is Kind.VENDORED
    assert kind_of("src/deps/graph.c") is Kind.SOURCE
    assert kind_of("target/debug/app.d") is Kind.GENERATED
    assert kind_of("src/target/mod.rs") is Kind.SOURCE


def test_a_folder_speaks_by_its_extension_too() -> None:
    assert kind_of("Frameworks/Zip.framework/Headers/zip.h") is Kind.VENDORED
    assert kind_of("app.egg-info/top_level.txt") is Kind.GENERATED
    assert kind_of("conf.d/main.go") is Kind.SOURCE


def test_words_of_dependency_folders_that_programs_use_themselves_are_no_evidence() -> None:
    assert kind_of("app/vendors/page.tsx") is Kind.SOURCE
    assert kind_of("src/cache/lru.py") is Kind.SOURCE
    assert kind_of("pkg/pods/list.go") is Kind.SOURCE
    assert kind_of("ios/Pods/Zip/zip.m") is Kind.VENDORED


@pytest.mark.parametrize("path", ["js/jquery-ui-1.12.1.js", "css/font-awesome.css", "waf"])
def test_a_library_under_its_own_name_is_vendored(path: str) -> None:
    assert kind_of(path) is Kind.VENDORED


@pytest.mark.parametrize(
    "path", ["js/bootstrap.js", "src/effects.js", "src/react-tools.js", "types/index.d.ts", "configure.py"]
)
def test_a_name_that_linguist_calls_vendored_and_people_write_is_source(path: str) -> None:
    assert kind_of(path) is Kind.SOURCE


def test_a_template_of_a_file_is_of_the_kind_of_the_file() -> None:
    assert kind_of("app.yml.example") is Kind.CONFIG
    assert kind_of("guide.md.template") is Kind.DOCS
    assert kind_of("Makefile.dist") is Kind.SOURCE
    assert kind_of("thing.example") is Kind.DATA


def test_a_file_without_an_extension_is_a_program_where_programs_lie() -> None:
    assert kind_of("bin/release") is Kind.SOURCE
    assert kind_of("notes/release") is Kind.DATA
    assert kind_of("bin/photo.xyz") is Kind.DATA


def test_a_dotfile_that_nobody_knows_is_a_setting() -> None:
    assert kind_of(".unheardofrc") is Kind.CONFIG


def test_a_page_by_name_is_documentation_but_a_program_of_that_name_is_not() -> None:
    assert kind_of("LICENSE") is Kind.DOCS
    assert kind_of("README.html") is Kind.DOCS
    assert kind_of("license.go") is Kind.SOURCE
    assert kind_of("security.py") is Kind.SOURCE


def test_a_name_may_need_its_folder() -> None:
    assert kind_of("db/schema.rb") is Kind.GENERATED
    assert kind_of("lib/schema.rb") is Kind.SOURCE


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", Kind.DATA),
        ("/", Kind.DATA),
        ("src/", Kind.DATA),
        ("/src/app.py", Kind.SOURCE),
        ("src\\app.py", Kind.SOURCE),
    ],
)
def test_a_strange_path_has_a_kind_too(path: str, kind: Kind) -> None:
    assert kind_of(path) is kind


@pytest.mark.parametrize(
    "language", ["Python", "TypeScript", "HTML", "CSS", "Jupyter Notebook", "PLpgSQL", "HCL", "Nix", "Vue"]
)
def test_work_in_a_language_for_programs_counts_as_code(language: str) -> None:
    assert is_code_language(language) is True


@pytest.mark.parametrize("language", ["Markdown", "TeX", "Text", "YAML", "SVG", "CSV", "Gettext Catalog", "Roff"])
def test_work_in_a_language_for_texts_and_data_does_not(language: str) -> None:
    assert is_code_language(language) is False


@pytest.mark.parametrize("language", [None, "", "python", "No Such Language"])
def test_of_a_language_that_github_does_not_name_nothing_is_known(language: str | None) -> None:
    assert is_code_language(language) is None
