/** Tags that cost is told apart by; the stack gives them to its provider. */
export const COST_TAGS = ["environment", "scope", "team", "repository"] as const;
