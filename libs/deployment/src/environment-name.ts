/**
 * Every environment there can be. `dev`, `qa`, `staging` and `prod` hold workloads; `tooling` and `landing-zone` hold
 * the platform itself, with a state bucket and a lock table of their own.
 */
export const ENVIRONMENT_NAMES = ["dev", "qa", "staging", "prod", "tooling", "landing-zone"] as const;

export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

const PLATFORM = ["tooling", "landing-zone"] as const satisfies readonly EnvironmentName[];

export function isEnvironmentName(text: string): text is EnvironmentName {
  return ENVIRONMENT_NAMES.some((name) => name === text);
}

/** Whether the environment holds the platform itself: its teams name parts of it and differ from the workloads' teams. */
export function isPlatformEnvironment(name: EnvironmentName): boolean {
  return PLATFORM.some((platform) => platform === name);
}
