import type { AccountDirectory, OrganizationTree } from "../aws/account-directory";
import type { AwsAccess } from "../aws/aws-access";
import { Organizations } from "../aws/organizations";
import { parameterOf, type StoredRequest } from "../aws/request-table";
import { SimulatedRuns } from "./simulated-runs";
import { SimulatedTables, type StreamRecord } from "./simulated-tables";

/** Where an account's vending stops. */
export type SimulatedFailure = "control-tower" | "framework" | "customizations";

export interface SimulatedAftOptions {
  /** Of AFT's own account, in Control Tower's home Region. */
  readonly factory: AwsAccess;
  readonly factoryAccountId: string;
  /** Of the organization's management account. */
  readonly management: AwsAccess;
}

/**
 * AFT's side of vending in an embedded AWS, by its documented tables, state machines and pipelines: what is written into
 * `aft-request` is noted, made by Control Tower, taken through the framework and customized. What the accounts would get
 * inside is not made. Each {@link step} does what AFT would do next; nothing runs by itself.
 *
 * Facts: AFT 1.21, https://docs.aws.amazon.com/controltower/latest/userguide/aft-components.html
 */
export class SimulatedAft {
  private readonly failing = new Map<string, SimulatedFailure>();

  private constructor(
    private readonly directory: AccountDirectory & { destroy(): void },
    private readonly tables: SimulatedTables,
    private readonly runs: SimulatedRuns,
  ) {}

  /** Deploys it: its tables and state machines. */
  public static async create(options: SimulatedAftOptions): Promise<SimulatedAft> {
    return new SimulatedAft(
      await Organizations.open(options.management),
      await SimulatedTables.create(options.factory),
      await SimulatedRuns.create(options.factory, options.factoryAccountId),
    );
  }

  /** One that was deployed before, by another process for example. */
  public static async open(options: SimulatedAftOptions): Promise<SimulatedAft> {
    return new SimulatedAft(
      await Organizations.open(options.management),
      await SimulatedTables.open(options.factory),
      await SimulatedRuns.open(options.factory, options.factoryAccountId),
    );
  }

  public destroy(): void {
    this.directory.destroy();
    this.tables.destroy();
    this.runs.destroy();
  }

  /** From now on the vending of an account stops there; undefined lets it go on. */
  public async failFor(email: string, failure: SimulatedFailure | undefined): Promise<void> {
    if (failure === undefined) this.failing.delete(email);
    else this.failing.set(email, failure);
    const inFramework = [...this.failing].flatMap(([one, where]) => (where === "framework" ? [one] : []));
    await this.runs.failFor(inFramework);
  }

  /**
   * Does all that is to be done now.
   *
   * @returns what was done, in words; nothing where AFT is through
   */
  public async step(): Promise<string[]> {
    const did: string[] = [];
    for (const record of await this.tables.changes()) did.push(await this.follow(record));
    did.push(...(await this.finishFramework()), ...(await this.finishCustomizations()));
    return did;
  }

  /**
   * Steps until AFT is through.
   *
   * @throws Error if it is not after so many steps: something then comes back again and again
   */
  public async settle(mostSteps = 100): Promise<void> {
    let did: string[] = [];
    for (let steps = 0; steps < mostSteps; steps += 1) {
      did = await this.step();
      const running = (await this.runs.runsOf("framework")).some(({ status }) => status === "RUNNING");
      if (did.length === 0 && !running) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error(`the simulated AFT does not come to an end, it did last: ${did.join(", ")}`);
  }

  private async follow({ eventName, email, old, new: image }: StreamRecord): Promise<string> {
    const tree = await this.directory.tree();
    const account = tree.accounts.find((one) => one.email === email);
    if (image === undefined) {
      if (account !== undefined) {
        await this.tables.forgetAccount(account.accountId);
        await this.runs.dropPipeline(account.accountId);
      }
      return `${email}: forgotten`;
    }
    const isChanged = old !== undefined && parametersOf(old) !== parametersOf(image);
    if (account === undefined) {
      // A change of a request whose account was never made is lost: AFT finds nothing to update.
      if (eventName !== "INSERT") return `${email}: nothing to update`;
      return this.makeAccount(tree, email, image);
    }
    if (isChanged) await this.moveAccount(tree, account.accountId, account.parentId, image);
    await this.startFramework(image);
    return `${email}: ${isChanged ? "moved, framework started" : "framework started"}`;
  }

  private async makeAccount(tree: OrganizationTree, email: string, request: StoredRequest): Promise<string> {
    const accountName = parameterOf(request, "AccountName");
    if (this.failing.get(email) === "control-tower") {
      await this.tables.noteEvent("CreateManagedAccount", { accountName }, "Simulated: the address is taken");
      return `${email}: Control Tower failed`;
    }
    const { accountId = "" } = await this.directory.create({ name: accountName, email, tags: {} });
    await this.directory.move(accountId, tree.rootId, unitOf(tree, request));
    await this.tables.noteEvent("CreateManagedAccount", { accountId, accountName });
    await this.startFramework(request);
    return `${email}: made as ${accountId}, framework started`;
  }

  private async moveAccount(
    tree: OrganizationTree,
    accountId: string,
    from: string,
    request: StoredRequest,
  ): Promise<void> {
    const to = unitOf(tree, request);
    if (to !== from) await this.directory.move(accountId, from, to);
    const accountName = parameterOf(request, "AccountName");
    await this.tables.noteEvent("UpdateManagedAccount", { accountId, accountName });
  }

  private startFramework(request: StoredRequest): Promise<void> {
    return this.runs.startFramework({
      account_request: { id: request["id"]?.S ?? "", account_tags: tagsOf(request) },
      control_tower_event: {},
      account_provisioning: { run_create_pipeline: "true" },
    });
  }

  /** What the framework leaves behind: AFT knows the account, its tags are set, its pipeline is there. */
  private async finishFramework(): Promise<string[]> {
    const { accounts } = await this.directory.tree();
    const did: string[] = [];
    for (const { status, input } of await this.runs.runsOf("framework")) {
      const email = (input as { account_request: { id: string } }).account_request.id;
      const account = accounts.find((one) => one.email === email);
      const request = await this.tables.request(email);
      if (status !== "SUCCEEDED" || account === undefined || request === undefined) continue;
      if ((await this.runs.latestStart(account.accountId)) !== "no pipeline") continue;
      await this.tables.rememberAccount(account.accountId, request);
      await this.directory.tag(account.accountId, tagsOf(request));
      await this.runs.makePipeline(account.accountId, this.failing.get(email) !== "customizations");
      did.push(`${email}: known, customized`);
    }
    return did;
  }

  private async finishCustomizations(): Promise<string[]> {
    const did: string[] = [];
    for (const { startedAt, input } of await this.runs.runsOf("customizations")) {
      const { include } = input as { include: { target_value?: string[] }[] };
      for (const accountId of include.flatMap(({ target_value: ids = [] }) => ids)) {
        const latest = await this.runs.latestStart(accountId);
        if (latest === "no pipeline" || (latest !== undefined && latest >= startedAt)) continue;
        await this.runs.startPipeline(accountId);
        did.push(`${accountId}: customized`);
      }
    }
    return did;
  }
}

const parametersOf = (request: StoredRequest): string =>
  JSON.stringify(Object.entries(request["control_tower_parameters"]?.M ?? {}).sort());

const tagsOf = (request: StoredRequest): Record<string, string> =>
  JSON.parse(request["account_tags"]?.S ?? "{}") as Record<string, string>;

/** The unit that Control Tower is told: `Dev (ou-ab12-44444444)`, or the name of one below the root. */
function unitOf({ units, rootId }: OrganizationTree, request: StoredRequest): string {
  const told = parameterOf(request, "ManagedOrganizationalUnit");
  return /\((ou-[a-z0-9-]+)\)$/.exec(told)?.[1] ?? units.get(told) ?? rootId;
}
