/** A tag that waits for its turn now. */
export interface PublishedTag {
  readonly tag: string;
  readonly tagObject: string;
  readonly commit: string;
  /** Git's object id of the tagged commit's tree. */
  readonly digest: string;
  /** The version of the bucket's object that an execution is pinned to. */
  readonly objectVersion: string;
}

/** A tag that is not delivered, and why. */
export interface RefusedTag {
  readonly tag: string;
  readonly reason: string;
  /** Somebody waits for this very tag, or no build before has told it. */
  readonly isNews: boolean;
}

/** What a build of the source project did: what `tagform source --publish --json` prints. */
export interface PublishReport {
  /** In the order in which they were queued. */
  readonly published: readonly PublishedTag[];
  /** Tags that were delivered or queued before. */
  readonly known: readonly string[];
  readonly refused: readonly RefusedTag[];
}
