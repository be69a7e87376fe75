import { isPending } from "@tagform/deployment";
import type { Organization } from "@tagform/landing-zone-organization";

import type { AccountCreation, OrganizationTree } from "../aws/account-directory";
import type { NamedRequest } from "../plan/requested-account";
import { type AccountProgress, timesOf } from "./account-progress";

export interface OrganizationProgressRequest {
  readonly organization: Pick<Organization, "units">;
  readonly requests: readonly NamedRequest[];
  readonly tree: OrganizationTree;
  readonly creations: readonly AccountCreation[];
  readonly now: Date;
}

/** How far each account is where Organizations alone makes them. */
export function organizationProgress(request: OrganizationProgressRequest): AccountProgress[] {
  return request.requests.map((named) => {
    const { name, request: asked } = named;
    const account = request.tree.accounts.find(
      ({ email }) => email.toLowerCase() === asked.email.toLowerCase(),
    );
    const creation = request.creations.find((one) => one.name === asked.name);
    const verdict = verdictOn(request, named, account, creation);
    return {
      name,
      email: asked.email,
      accountId: account?.accountId ?? null,
      ...verdict,
      ...timesOf(verdict.stage, creation?.requestedAt ?? null, request.now),
      isWritten: !isPending(named.accountId),
    };
  });
}

function verdictOn(
  { organization }: OrganizationProgressRequest,
  { name, request }: NamedRequest,
  account: OrganizationTree["accounts"][number] | undefined,
  creation: AccountCreation | undefined,
): Pick<AccountProgress, "stage" | "cause" | "next"> {
  const vend = `tagform accounts plan ${name}, then tagform accounts vend`;
  if (account === undefined) {
    if (creation === undefined || creation.state === "SUCCEEDED") {
      return { stage: "not-requested", cause: null, next: `tagform accounts plan ${name}` };
    }
    if (creation.state === "IN_PROGRESS") {
      return { stage: "requested", cause: `AWS creates it (${creation.id})`, next: null };
    }
    return { stage: "failed", cause: `AWS did not create it: ${creation.failure ?? ""}`, next: vend };
  }
  if (account.state !== "ACTIVE" && account.state !== "PENDING_ACTIVATION") {
    return { stage: "closed", cause: `the account is ${account.state}`, next: null };
  }
  const unit = request.organizationalUnit;
  if (request.offboard === undefined && account.parentId !== organization.units[unit]?.id) {
    return { stage: "requested", cause: `it is in ${account.parentId}, not in ${unit}`, next: vend };
  }
  return { stage: "ready", cause: null, next: null };
}
