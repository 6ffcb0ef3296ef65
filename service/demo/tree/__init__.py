"""The invented world as GitHub's GraphQL objects: one module for each family of types."""
