import { type Cell } from "@tagform/deployment";
import { UserError } from "@tagform/outcome";
import { type Git, InterruptedError, type TagReference } from "@tagform/toolchain";

import { type StepContext } from "../../step-context";
import { type AcceptedTag, acceptTag } from "../accept-tag";
import { type KnownTag, movedTag } from "../known-tag";
import { manifestOf } from "../manifest";
import { type SourceManifest } from "../source-manifest";
import { type CellTag, type Choice } from "./choose-tags";
import { putCommit } from "./commit-store";
import { type ExportedCommit, type ExportedCommits } from "./exported-commits";
import { type PublishRequest } from "./publish";
import { type PublishedTag, type PublishReport, type RefusedTag } from "./publish-report";
import { noteRefusal } from "./refusal-note";
import { zipRun } from "./run-archive";

/** Carries out what was chosen for one tag after the other, and keeps what became of them. */
export class TagPublisher {
  private readonly published: PublishedTag[] = [];
  private readonly known: string[] = [];
  private readonly refused: RefusedTag[] = [];

  public constructor(
    private readonly git: Git,
    private readonly commits: ExportedCommits,
    private readonly request: PublishRequest,
    private readonly context: StepContext,
  ) {}

  public get report(): PublishReport {
    const { published, known, refused } = this;
    return { published, known, refused };
  }

  public async carryOut(cell: Cell, tag: CellTag & Choice): Promise<void> {
    switch (tag.choice) {
      case "publish":
        return this.publish(cell, tag);
      case "known":
        this.known.push(tag.name);
        return;
      case "moved":
        return this.refuse(tag, await this.howItMoved(tag, tag.known, tag.became));
      case "refused":
        this.tell({ tag: tag.name, reason: tag.reason, isNews: true });
        return;
      case "late":
        return this.refuseForEver(tag, tag.highest);
    }
  }

  /** Remember a tag that is older than the pipeline; one that is known stays what it is. */
  public async adopt({ name, objectId }: CellTag): Promise<void> {
    const tag = { tag: name, tagObject: objectId, commit: await this.commitOf(objectId) };
    await this.request.queue.refuse(tag, "it was there before the pipeline: make a new version");
    this.known.push(name);
  }

  /** Report a wanted tag that the repository does not even have, or not for this environment. */
  public refuseUnread(tag: string, reason: string): void {
    this.tell({ tag, reason, isNews: true });
  }

  /** Report that a tag is not delivered; the next build looks at it again. */
  private async refuse({ name, objectId }: TagReference, reason: string): Promise<void> {
    const isNew = await noteRefusal(this.request.store, { tag: name, objectId, reason });
    this.tell({ tag: name, reason, isNews: isNew || name === this.request.tag });
  }

  private tell(refused: RefusedTag): void {
    this.refused.push(refused);
    const word = refused.isNews ? "REFUSED" : "still refused:";
    this.context.report(`source: ${word} ${refused.tag}: ${refused.reason}`);
  }

  private async publish(cell: Cell, tag: CellTag): Promise<void> {
    const { name } = tag;
    const checked = await this.check(cell, name);
    if (typeof checked === "string") return this.refuse(tag, checked);
    const { accepted, exported } = checked;
    const manifest = this.manifest(accepted, exported);
    const objectVersion = await putCommit(
      this.request.store,
      await zipRun({ manifest, tree: exported.tree }),
      manifest,
    );
    const { tagObject, commit, digest } = manifest;
    const delivery = { tag: name, tagObject, commit, digest, objectVersion };
    await this.enqueue(tag, delivery);
  }

  /** The tag and its exported commit, or why it is not delivered. */
  private async check(
    cell: Cell,
    name: string,
  ): Promise<{ readonly accepted: AcceptedTag; readonly exported: ExportedCommit } | string> {
    try {
      this.request.assertCell(cell);
      const accepted = await acceptTag(this.git, this.request, name);
      return { accepted, exported: await this.commits.get(accepted.commit) };
    } catch (error) {
      if (error instanceof UserError && !(error instanceof InterruptedError)) return error.message;
      throw error;
    }
  }

  private manifest(accepted: AcceptedTag, { digest, notes }: ExportedCommit): SourceManifest {
    const { now = () => new Date() } = this.request;
    return {
      ...manifestOf(accepted, { digest, dependencies: "none", notes }),
      publishedAt: now().toISOString(),
    };
  }

  /** What another build stored for the same tag counts; what this one stored is then a version that nobody reads. */
  private async enqueue(reference: TagReference, delivery: PublishedTag): Promise<void> {
    const { tag, commit, objectVersion } = delivery;
    const result = await this.request.queue.enqueue(delivery);
    switch (result.outcome) {
      case "queued":
        this.published.push(delivery);
        this.context.report(
          `source: published ${tag}, commit ${commit.slice(0, 12)}, object version ${objectVersion}`,
        );
        return;
      case "known":
        this.known.push(tag);
        return;
      case "moved":
        return this.refuse(reference, movedTag(delivery, result.item, "queued").message);
      case "late":
        return this.refuseForEver(reference, result.highest);
    }
  }

  private async refuseForEver({ name, objectId }: TagReference, highest: string): Promise<void> {
    const reason =
      `version ${highest} of the cell was delivered before, and going back is a new tag: ` +
      "tagform rollback, or tagform tag for the next version";
    const commit = await this.commitOf(objectId);
    const isNews = await this.request.queue.refuse({ tag: name, tagObject: objectId, commit }, reason);
    if (isNews) this.tell({ tag: name, reason, isNews });
    else this.known.push(name);
  }

  private async howItMoved(
    { name, objectId }: CellTag,
    known: KnownTag,
    became: "queued" | "deployed",
  ): Promise<string> {
    const now = { tag: name, tagObject: objectId, commit: await this.commitOf(objectId) };
    return movedTag(now, known, became).message;
  }

  private async commitOf(objectId: string): Promise<string> {
    return (await this.git.resolve(`${objectId}^{commit}`)) ?? "none";
  }
}
