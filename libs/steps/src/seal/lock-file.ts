/** What a dependency lock file says about one provider. */
export interface LockedProvider {
  readonly version: string;
  /** Sorted. */
  readonly checksums: readonly string[];
}

const PROVIDER = /^provider\s+"(?<source>[^"]+)"\s*\{(?<body>[^]*?)^\}/gm;
const VERSION = /^\s*version\s*=\s*"(?<version>[^"]+)"/m;
const CHECKSUM = /"(?<checksum>(?:h1|zh):[^"]+)"/g;

/** The providers of a dependency lock file (`.terraform.lock.hcl`) by source address. */
export function lockedProviders(text: string): Record<string, LockedProvider> {
  const providers: Record<string, LockedProvider> = {};
  for (const { groups = {} } of text.matchAll(PROVIDER)) {
    const { source = "", body = "" } = groups;
    const checksums = [...body.matchAll(CHECKSUM)].map((match) => match[1] ?? "").sort();
    providers[source] = { version: VERSION.exec(body)?.groups?.["version"] ?? "unknown", checksums };
  }
  return providers;
}
