import { isAbsolute, relative, sep } from "node:path";

import { type BlockIndex } from "./block-index";
import { type AcceptedFinding, type Finding, type SourceLine } from "./finding";

/** What a block of the synthesized file comes from. */
export interface Origin {
  /** `aws_s3_bucket.web_logs_bucket`, `data.aws_ami.web_image`, `provider.aws`, `terraform`. */
  readonly address: string;
  /** Path of the construct. */
  readonly path: string;
  /** Where the sources create it; the file is an absolute path. */
  readonly site: () => SourceLine | undefined;
}

/** Leads from findings, which are about HCL, back to the constructs and the lines of TypeScript that wrote it. */
export class Origins {
  private readonly byAddress: ReadonlyMap<string, Origin>;

  /** `root`: absolute path of the workspace, which source lines are relative to. */
  public constructor(
    elements: readonly Origin[],
    private readonly root: string,
  ) {
    // The first provider is the one without an alias.
    this.byAddress = new Map([...elements].reverse().map((element) => [element.address, element]));
  }

  /** The finding with construct and source line, as far as they are known. */
  public locate(finding: Finding, blocks: BlockIndex): Finding {
    if (finding.construct !== undefined) return finding;
    const origin = this.ofBlock(finding, blocks);
    return origin === undefined ? finding : { ...finding, ...this.placeOf(origin) };
  }

  /** What a finding says about where it comes from. */
  public placeOf({
    path,
    site,
  }: Pick<AcceptedFinding, "path" | "site">): Pick<Finding, "construct" | "source"> {
    const source = this.relative(site?.());
    return { construct: path, ...(source === undefined ? {} : { source }) };
  }

  /** What is in no block of its own belongs to the cell as a whole, as `terraform` does. */
  private ofBlock({ address, line }: Finding, blocks: BlockIndex): Origin | undefined {
    // checkov leaves out `data.` and adds the index of an instance.
    const named = address?.replace(/\[[^\]]*\]$/, "") ?? "";
    const candidates = [named, `data.${named}`, blocks.addressAt(line) ?? "", "terraform"];
    return candidates
      .map((candidate) => this.byAddress.get(candidate))
      .find((origin) => origin !== undefined);
  }

  /** Paths of this machine do not belong into a report. */
  private relative(site: SourceLine | undefined): SourceLine | undefined {
    if (site === undefined) return undefined;
    const file = relative(this.root, site.file);
    if (file.startsWith("..") || isAbsolute(file)) return undefined;
    return { file: file.split(sep).join("/"), line: site.line };
  }
}
