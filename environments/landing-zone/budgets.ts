/** When people are told about the costs of an account. */
export const thresholds = [
  { percent: 80, of: "actual" },
  { percent: 100, of: "actual" },
  { percent: 110, of: "forecasted" },
] as const;
