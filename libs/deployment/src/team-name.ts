import { check, type Issue } from "@tagform/outcome";

import { quote } from "./wording";

/** Names of teams and workloads become parts of AWS names, whose limits (load balancer: 32) they must leave room for. */
export const LONGEST_TEAM_NAME = 32;

const TEAM = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

export const TEAM_GRAMMAR = `a-z, 0-9 and single hyphens between them, a letter first, at most ${LONGEST_TEAM_NAME} characters`;

export function isTeamName(text: string): boolean {
  return text.length <= LONGEST_TEAM_NAME && TEAM.test(text);
}

/** The issue of a team's name that no deployment tag could name. */
export function checkTeamName(path: string, name: string): Issue[] {
  return check(isTeamName(name), path, `team name ${quote(name)} is malformed, allowed is ${TEAM_GRAMMAR}`);
}
