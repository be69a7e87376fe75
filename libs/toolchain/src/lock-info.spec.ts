import { parseLockInfo } from "./lock-info";
import { describeLock } from "./terraform";

const PLAIN = `
Error: Error acquiring the state lock

Error message: operation error S3: PutObject, https response error
StatusCode: 412, RequestID: x, api error PreconditionFailed: At least one
Lock Info:
  ID:        b6147661-3c9b-a8b4-10ee-559e569234f9
  Path:      tagform-dev/research/dev-us-east-1/terraform.tfstate
  Operation: OperationTypeApply
  Who:       root@vm
  Version:   1.11.4
  Created:   2026-11-21 11:34:17.765191475 +0000 UTC
  Info:      

Terraform acquires a state lock to protect the state from being written`;

const LOCK = {
  id: "b6147661-3c9b-a8b4-10ee-559e569234f9",
  path: "tagform-dev/research/dev-us-east-1/terraform.tfstate",
  operation: "OperationTypeApply",
  who: "root@vm",
  created: "2026-11-21 11:34:17.765191475 +0000 UTC",
};

test.each([
  ["plain", PLAIN],
  ["boxed", PLAIN.replaceAll(/^/gm, "│ ")],
])("reads a lock from %s text", (_, text) => {
  expect(parseLockInfo(text)).toEqual(LOCK);
});

test("text without a lock has none", () => {
  expect(parseLockInfo("Error: something else\n  ID: 7")).toBeUndefined();
});

test("a held lock says who, since when and what to type", () => {
  expect(describeLock(LOCK, "terraform -chdir=work force-unlock b6147661")).toBe(
    "state tagform-dev/research/dev-us-east-1/terraform.tfstate is locked by root@vm since " +
      "2026-11-21 11:34:17.765191475 +0000 UTC (OperationTypeApply, lock b6147661-3c9b-a8b4-10ee-559e569234f9): " +
      "wait until that run has ended; tagform lock show tells whether it lives. Only if it is dead, release its lock with\n" +
      "  terraform -chdir=work force-unlock b6147661",
  );
});
