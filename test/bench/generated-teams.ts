/** Regions that no account has to switch on. */
const REGIONS = [
  "us-east-1",
  "us-east-2",
  "us-west-2",
  "eu-central-1",
  "eu-north-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "ap-southeast-1",
  "ap-southeast-2",
  "ap-northeast-1",
] as const;

/** Cells of one generated team: a global one, and one in each Region. */
export const CELLS_PER_TEAM = REGIONS.length + 1;

/** Regional cells of one generated team. */
export const WEB_CELLS_PER_TEAM = REGIONS.length;

/** The first of the address plan of environment dev (environments/dev/index.ts) that no team has. */
const FIRST_RANGE = 2 * 16;

export const generatedRegions = (): readonly string[] => REGIONS;

export const teamName = (index: number): string => `team${String(index).padStart(3, "0")}`;

/** The data of one team like those of the samples: a role, and a website in every Region. */
export function generatedTeam(index: number): object {
  const websites = REGIONS.map((region, position) => [
    region,
    { workloads: { website: website(index, position) } },
  ]);
  const role = { kind: "workload-role", perRegion: true, regions: REGIONS };
  return {
    accountId: String(300_000_000_000 + index),
    scopes: { global: { workloads: { "website-role": role } }, ...Object.fromEntries(websites) },
  };
}

function website(index: number, position: number): object {
  const range = FIRST_RANGE + index * REGIONS.length + position;
  return {
    kind: "web",
    network: { cidr: `10.${Math.floor(range / 16)}.${(range % 16) * 16}.0/20`, natGateways: "none" },
    fleet: { capacity: { min: 1, desired: 1, max: 2 }, instanceTypes: ["t4g.micro"] },
    instanceRole: { workload: "website-role", perRegion: true },
    logRetentionDays: 7,
    message: `Hello from ${teamName(index)}`,
    deletable: { reason: "holds nothing that is missed" },
  };
}
