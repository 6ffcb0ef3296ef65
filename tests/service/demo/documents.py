"""Documents that together touch every field the demo answers."""

PEOPLE = """
query ($login: String!, $from: DateTime!, $to: DateTime!) {
  rateLimit { cost nodeCount limit used remaining resetAt }
  viewer { login isViewer }
  owner: repositoryOwner(login: $login) { __typename id login url ... on User { name } ... on Organization { id } }
  nobody: repositoryOwner(login: "nobody-at-all") { login }
  user(login: $login) {
    __typename id databaseId login name createdAt updatedAt url resourcePath avatarUrl isViewer
    company location bio email isSiteAdmin
    repositories(first: 5) { totalCount nodes { nameWithOwner } }
    repository(name: $login) { id }
    contributionsCollection(from: $from, to: $to) {
      startedAt endedAt user { login }
      hasAnyContributions hasActivityInThePast hasAnyRestrictedContributions restrictedContributionsCount
      earliestRestrictedContributionDate latestRestrictedContributionDate
      totalCommitContributions totalPullRequestContributions totalPullRequestReviewContributions
      totalIssueContributions totalRepositoryContributions totalRepositoriesWithContributedCommits
      totalRepositoriesWithContributedIssues
      contributionCalendar {
        totalContributions colors isHalloween
        weeks { firstDay contributionDays { date weekday contributionCount contributionLevel color } }
      }
      commitContributionsByRepository {
        url resourcePath
        repository { nameWithOwner }
        contributions(first: 3) {
          totalCount
          pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          edges { cursor node { commitCount } }
          nodes { occurredAt commitCount isRestricted url repository { id } user { login } }
        }
        largest: contributions(first: 2, orderBy: { field: COMMIT_COUNT, direction: DESC }) { nodes { commitCount } }
      }
      pullRequestContributions(first: 2) {
        totalCount nodes { occurredAt isRestricted user { login } pullRequest { ...Pull } }
      }
      oldest: pullRequestContributions(last: 2, orderBy: { direction: ASC }) { nodes { occurredAt } }
      pullRequestReviewContributions(first: 2) {
        totalCount
        nodes {
          occurredAt isRestricted user { login } repository { id } pullRequest { ...Pull }
          pullRequestReview {
            id state body submittedAt createdAt author { login } pullRequest { id } repository { id }
          }
        }
      }
      issueContributions(first: 1) { totalCount nodes { occurredAt } }
      repositoryContributions(first: 1) { nodes { occurredAt isRestricted repository { id } } }
    }
  }
}
fragment Pull on PullRequest {
  id number title url state createdAt updatedAt mergedAt closedAt merged closed isDraft isCrossRepository
  baseRefName headRefName authorAssociation reviewDecision additions deletions changedFiles
  author { __typename login } mergedBy { __typename login }
  mergeCommit { oid } repository { id }
  files(first: 2) { totalCount nodes { path additions deletions changeType } }
  commits(first: 2) { totalCount nodes { id commit { oid } } }
  reviews(first: 2) { totalCount nodes { author { login } } }
}
"""

REPOSITORY = """
query ($since: GitTimestamp!, $until: GitTimestamp!, $author: ID!, $number: Int!) {
  gone: repository(owner: "harbour-works", name: "nothing") { id }
  repository(owner: "harbour-works", name: "quayside") {
    id databaseId name nameWithOwner createdAt updatedAt pushedAt archivedAt url description diskUsage visibility
    isFork isTemplate isPrivate isInOrganization isArchived isEmpty isDisabled isMirror stargazerCount forkCount
    owner { __typename login }
    primaryLanguage { id name color }
    languages(first: 3) { totalCount nodes { name } }
    releases { totalCount } mentionableUsers { totalCount }
    templateRepository { id } parent { id } licenseInfo { spdxId } latestRelease { tagName }
    readme: object(expression: "HEAD:README.md") {
      __typename ... on Blob { text byteSize isBinary isTruncated }
    }
    folder: object(expression: "HEAD:.github") { __typename ... on Tree { entries { name } } }
    head: object(expression: "HEAD") { __typename ... on Commit { oid } }
    missing: object(expression: "HEAD:no/such/file") { __typename }
    pullRequest(number: $number) { title }
    noPull: pullRequest(number: 1) { id }
    defaultBranchRef {
      name prefix
      target {
        ... on Commit {
          all: history { totalCount }
          page: history(author: { id: $author }, since: $since, until: $until, first: 3, after: "Y3Vyc29yOjI=") {
            totalCount
            pageInfo { hasNextPage endCursor }
            nodes {
              id oid abbreviatedOid url authoredDate committedDate additions deletions changedFilesIfAvailable
              message messageHeadline messageBody committedViaWeb authoredByCommitter
              parents(first: 2) { totalCount nodes { oid } }
              author { name email date user { login } }
              committer { name email user { login } }
              authors(first: 5) { totalCount nodes { email name user { login } } }
              associatedPullRequests(first: 1) { totalCount nodes { number } }
              signature { isValid state wasSignedByGitHub }
              repository { id } onBehalfOf { login }
              history(path: "src", first: 1) { totalCount }
            }
          }
        }
      }
    }
  }
}
"""

ORGANISATION = """
query ($ids: [ID!]!, $id: ID!) {
  organization(login: "harbour-works") {
    __typename id databaseId login name createdAt updatedAt url avatarUrl description viewerIsAMember
    membersWithRole(first: 4) {
      totalCount pageInfo { hasNextPage endCursor } nodes { login } edges { cursor role node { login } }
    }
    team(slug: "quay") {
      id slug name databaseId privacy description
      members(first: 3) { totalCount edges { role node { login } } }
    }
    noTeam: team(slug: "nobody") { id }
    teams(first: 2) { totalCount nodes { slug } }
    repository(name: "quayside") { id }
    repositories(first: 2) { totalCount }
  }
  node(id: $id) { __typename id ... on Bot { login databaseId createdAt updatedAt url avatarUrl } }
  nodes(ids: $ids) { __typename id ... on PullRequest { number } ... on Actor { login } }
  gone: organization(login: "nobody-at-all") { login }
  notOrganization: organization(login: "daily-dana") { login }
}
"""

BAD_WINDOW = """
{
  user(login: "daily-dana") {
    login
    contributionsCollection(from: "2020-01-01T00:00:00Z", to: "2026-01-01T00:00:00Z") { totalCommitContributions }
  }
}
"""
