import { judge } from "@tagform/policy-evaluator";

import { fieldsOf, textIn } from "../aws/aws-api";
import { AwsError, NO_ANSWER } from "../aws/aws-error";
import {
  type CheckFinding,
  fails,
  passes,
  type PreflightCheck,
  type PreflightSubject,
  unknown,
} from "./preflight-check";

/** Whether the role that plans can be assumed, and is in the account that the data names. */
export const ROLE: PreflightCheck = {
  name: "role",
  async run(subject) {
    const { session, accountId, region } = subject;
    try {
      const api = await subject.account();
      const account = textIn(await api.query("sts", region, "GetCallerIdentity"), "Account");
      return [
        account === accountId
          ? passes(`${session.roleName} works in account ${accountId}`)
          : fails(
              `${session.roleName} works in account ${account}, the cell's is ${accountId}`,
              "correct accountId in the team's file, or the credentials that this was started with",
            ),
      ];
    } catch (error) {
      if (error instanceof AwsError) return [await explain(error, subject)];
      throw error;
    }
  },
};

async function explain(error: AwsError, subject: PreflightSubject): Promise<CheckFinding> {
  const { session, accountId, region } = subject;
  const role = `${session.roleName} of account ${accountId}`;
  if (error.code === NO_ANSWER) return unknown(`${role}: ${error.message}`, "see the check of the clock");
  if (
    /ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch|NoCredentials/.test(
      error.code,
    )
  ) {
    return fails(
      `${role} cannot be assumed: ${error.message}`,
      "log in again: the credentials of this process are not valid",
    );
  }
  if (/RegionDisabled/.test(error.code)) {
    return fails(
      `${role} cannot be assumed: STS is switched off in ${region}`,
      "switch STS on for the Region in the account's settings of IAM",
    );
  }
  if (!error.isDenied) return unknown(`${role} cannot be assumed: ${error.message}`, "ask again later");
  const suspects = await suspectsOf(subject);
  return fails(
    `${role} cannot be assumed: ${error.message}${suspects.length === 0 ? "" : `; ${suspects.join("; ")}`}`,
    suspects.length === 0
      ? "the role is missing in the account, its trust does not name this caller and its session tags, or the caller may not assume it: " +
          "tagform explain tells the role, kind account-roles makes it"
      : "have that policy exempt the delivery's roles: environments/landing-zone/organization.ts",
  );
}

/** Policies of the organization that deny it: on the caller's way out, or on the role's way in. */
async function suspectsOf({
  own,
  region,
  session,
  accountId,
  partition,
  policiesFor,
}: PreflightSubject): Promise<string[]> {
  const caller = fieldsOf(await own.query("sts", region, "GetCallerIdentity").catch(() => undefined));
  const roleArn = roleOf(textIn(caller, "Arn"));
  if (roleArn === undefined) return [];
  const { because } = judge(
    {
      caller: { roleArn },
      action: "sts:AssumeRole",
      resource: `arn:${partition}:iam::${accountId}:role/${session.roleName}`,
      context: { "aws:RequestedRegion": region, "aws:SecureTransport": "true" },
      open: { resource: false, absentKeys: ["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID"] },
    },
    {
      identity: "not judged",
      serviceControl: policiesFor(textIn(caller, "Account"))?.serviceControl ?? [],
      resourceControl: policiesFor(accountId)?.resourceControl ?? [],
    },
  );
  return because.map(
    ({ layer, policy = "", level = "", statement = "", unknown: open }) =>
      `${layer} "${policy}" of ${level}, statement ${statement}, ${open.length === 0 ? "denies it" : `may deny it (${open.join(", ")})`}`,
  );
}

/** The role of a session: its path is not in the session's ARN. */
function roleOf(arn: string): string | undefined {
  const found = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn);
  return found === null ? undefined : `arn:${found[1] ?? ""}:iam::${found[2] ?? ""}:role/${found[3] ?? ""}`;
}
