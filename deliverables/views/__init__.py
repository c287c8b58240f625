"""Pages of the plan and the account. Scope, call, respond."""
