# The service alone, without what only tests and benchmarks need: dependencies and wheel are made in one image, run in another.
#
#     docker build -t still-engineering .
#     docker run --rm --read-only --tmpfs /tmp -p 8000:8000 still-engineering serve --demo
#
# Both images are named by tag, since no digest could be looked up where this was written. Write `python:3.11-slim@sha256:...`
# in both lines (`docker buildx imagetools inspect python:3.11-slim` says which), and Dependabot keeps tag and digest current.
FROM python:3.11-slim AS build
WORKDIR /build
COPY requirements.lock requirements-dev.lock ./
# What builds the package is locked with the tools of development; it stays in /tools, and /app never holds pip.
RUN awk '/^[a-z]/ {wanted = /^(hatchling|packaging|pathspec|pluggy|tomlkit|trove-classifiers)==/} wanted' requirements-dev.lock > build.lock \
    && python -m venv /tools \
    && /tools/bin/pip install --no-cache-dir --require-hashes -r build.lock \
    && python -m venv --without-pip /app \
    && /tools/bin/pip --python /app/bin/python install --no-cache-dir --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY service service
COPY action action
RUN /tools/bin/pip wheel --no-cache-dir --no-deps --no-index --no-build-isolation --wheel-dir /wheels . \
    && /tools/bin/pip --python /app/bin/python install --no-cache-dir --no-deps --no-index /wheels/*.whl

FROM python:3.11-slim
# Nothing is installed here, so nothing that installs is needed.
RUN python -m pip uninstall --root-user-action=ignore --yes pip setuptools wheel
COPY --from=build /app /app
# Known to whoever builds: the repository's address, the commit and the release.
ARG SOURCE="" REVISION="" VERSION=""
LABEL org.opencontainers.image.title="still-engineering" \
      org.opencontainers.image.description="How hands-on has an engineer been lately? An explained score from the GitHub API, drawn as a badge." \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.source="${SOURCE}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.version="${VERSION}"
# A number, because an orchestrator that refuses root cannot look up a name; nobody in this image owns a file of ours.
USER 10001:10001
ENV HOST=0.0.0.0 PORT=8000 PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --start-interval=1s --retries=3 \
    CMD ["/app/bin/python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/healthz', timeout=2)"]
ENTRYPOINT ["/app/bin/still-engineering"]
CMD ["serve"]
