import { type PastRecord } from "../record/read-records";

/**
 * The run that left a cell as it is: the newest one that came as far as apply, whether or not that succeeded.
 *
 * @param records newest first
 */
export function lastDeployment(records: readonly PastRecord[]): PastRecord | undefined {
  return records.find(
    ({ result, failure }) => (result !== "failed" && result !== "interrupted") || failure?.step === "apply",
  );
}

/** Whether a run left the cell as its commit describes it. */
export function isDeployed({ result }: PastRecord): boolean {
  return result === "applied" || result === "unchanged";
}

/** The newest run that shows that a commit can be deployed to the cell of these records. */
export function proofOf(records: readonly PastRecord[], commit: string): PastRecord | undefined {
  return records.find((record) => record.commit === commit && isDeployed(record));
}
