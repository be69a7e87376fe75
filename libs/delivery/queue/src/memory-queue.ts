import { compareVersions } from "@tagform/deployment";

import { type DeliveryItem, isOpen, type NewDelivery, type RefusedDelivery } from "./delivery-item";
import type { DispatchQueue, EndedExecution, Enqueued } from "./delivery-queue";
import { byTime, byVersion, keyOf } from "./queue-table";

/** A queue that lives as long as the program: for simulations and specs. */
export class MemoryQueue implements DispatchQueue {
  private readonly items = new Map<string, DeliveryItem>();
  private readonly tagsByCell = new Map<string, string[]>();
  private readonly openTags = new Set<string>();
  private readonly highest = new Map<string, string>();
  private readonly running = new Map<string, string>();

  /** @param now the time that items get */
  public constructor(private readonly now: () => Date) {}

  public enqueue(delivery: NewDelivery): Promise<Enqueued> {
    return attempt(() => this.enqueueNow(delivery));
  }

  public refuse({ tag, tagObject, commit }: RefusedDelivery, reason: string): Promise<boolean> {
    return attempt(() => {
      if (this.items.has(tag)) return false;
      this.add({ tag, tagObject, commit, ...keyOf(tag), state: "refused", queuedAt: this.time(), reason });
      return true;
    });
  }

  public itemsOf(cell: string): Promise<DeliveryItem[]> {
    const tags = this.tagsByCell.get(cell) ?? [];
    return answer(tags.flatMap((tag) => this.items.get(tag) ?? []).sort(byVersion));
  }

  public open(): Promise<DeliveryItem[]> {
    return answer([...this.openTags].flatMap((tag) => this.items.get(tag) ?? []).sort(byTime));
  }

  public claim({ cell, tag }: DeliveryItem): Promise<boolean> {
    if (this.running.has(cell) || this.items.get(tag)?.state !== "waiting") return answer(false);
    this.running.set(cell, tag);
    return this.change(tag, "waiting", { state: "running", startedAt: this.time() });
  }

  public started({ tag }: DeliveryItem, executionId: string): Promise<boolean> {
    if (this.items.get(tag)?.executionId !== undefined) return answer(false);
    return this.change(tag, "running", { executionId });
  }

  public recording({ tag }: DeliveryItem, ended: EndedExecution, buildId: string): Promise<boolean> {
    const change = {
      state: "recording",
      endedAt: this.time(),
      recordBuildId: buildId,
      recordBuilds: 1,
    } as const;
    return this.change(tag, "running", { ...ended, ...change });
  }

  public recordingAgain({ tag, recordBuildId }: DeliveryItem, buildId: string): Promise<boolean> {
    const found = this.items.get(tag);
    if (found?.recordBuildId !== recordBuildId) return answer(false);
    const recordBuilds = (found?.recordBuilds ?? 0) + 1;
    return this.change(tag, "recording", { recordBuildId: buildId, recordBuilds });
  }

  public release({ cell, tag }: DeliveryItem): Promise<boolean> {
    if (this.items.get(tag)?.state !== "recording") return answer(false);
    this.running.delete(cell);
    return this.change(tag, "recording", { state: "ended" });
  }

  private enqueueNow(delivery: NewDelivery): Enqueued {
    const { cell, version } = keyOf(delivery.tag);
    const item = this.items.get(delivery.tag);
    if (item !== undefined) {
      return { outcome: item.tagObject === delivery.tagObject ? "known" : "moved", item };
    }
    const highest = this.highest.get(cell);
    if (highest !== undefined && compareVersions(version, highest) < 0) {
      return { outcome: "late", highest };
    }
    this.highest.set(cell, version);
    this.add({ ...delivery, cell, version, state: "waiting", queuedAt: this.time() });
    return { outcome: "queued" };
  }

  private add(item: DeliveryItem): void {
    const tags = this.tagsByCell.get(item.cell) ?? [];
    this.tagsByCell.set(item.cell, [...tags, item.tag]);
    this.keep(item);
  }

  private keep(item: DeliveryItem): void {
    this.items.set(item.tag, item);
    if (isOpen(item)) this.openTags.add(item.tag);
    else this.openTags.delete(item.tag);
  }

  private change(tag: string, from: DeliveryItem["state"], change: Partial<DeliveryItem>): Promise<boolean> {
    const item = this.items.get(tag);
    if (item?.state !== from) return answer(false);
    this.keep({ ...item, ...change });
    return answer(true);
  }

  private time(): string {
    return this.now().toISOString();
  }
}

const answer = <Value>(value: Value): Promise<Value> => Promise.resolve(value);

/** As a table would: what throws, rejects. */
const attempt = <Value>(work: () => Value): Promise<Value> => new Promise((settle) => settle(work()));
