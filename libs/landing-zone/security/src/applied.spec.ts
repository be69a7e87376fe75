import { resolve } from "node:path";

import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { KindConfig } from "@tagform/config";
import { AppliedAws, forMoto, plannedActions, synthStack } from "@tagform/testing";
import type { WorkloadConstructor } from "@tagform/workload-kind";

import { ORGANIZATION } from "./fixtures/organization";
import { propsOf } from "./fixtures/props";
import { LogArchive } from "./log-archive/log-archive";
import { OrganizationTrail } from "./organization-trail/organization-trail";

const CHECKOUT = resolve(__dirname, "../../../..");
const missing = AppliedAws.missing(CHECKOUT);
if (missing.length > 0) console.warn(`SKIPPED: this machine has no ${missing.join(" and no ")}`);
const testApplied = missing.length > 0 ? test.skip : test;

let aws: AppliedAws;

beforeAll(async () => {
  if (missing.length === 0) aws = await AppliedAws.start(CHECKOUT, process.env["PATH"] ?? "");
}, 60_000);

afterAll(async () => {
  if (missing.length === 0) await aws.stop();
});

/** moto has one account, whichever is assumed. */
const ACCOUNT = "123456789012";
const organization = {
  ...ORGANIZATION,
  accounts: { ...ORGANIZATION.accounts, management: ACCOUNT, logArchive: ACCOUNT },
};

function documentOf<C extends KindConfig>(kind: WorkloadConstructor<C>, config: C): object {
  const { json } = synthStack((stack) => {
    new AwsProvider(stack, "aws", aws.providerSettings);
    new kind(stack, config.kind, propsOf(config, ACCOUNT));
  });
  return forMoto(json);
}

/** Applied, and what a second plan would do. */
async function applied(name: string, document: object) {
  const terraform = await aws.terraformIn(name, document);
  expect((await terraform("init")).stderr).toBe("");
  const { stderr } = await terraform("apply", "-auto-approve");
  return { stderr, terraform, again: async () => new Set(await plannedActions(terraform)) };
}

/** Of an AWS service with a JSON protocol, without Terraform. */
async function ask(service: string, target: string, body: object): Promise<void> {
  const answer = await fetch(aws.moto.endpoint, {
    method: "POST",
    headers: {
      "x-amz-target": target,
      "content-type": "application/x-amz-json-1.1",
      authorization: `AWS4-HMAC-SHA256 Credential=X/20000101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${target}: ${answer.status} ${await answer.text()}`);
}

const ofOrganizations = (action: string, body: object) =>
  ask("organizations", `AWSOrganizationsV20161128.${action}`, body);

const trust = (name: string) => ofOrganizations("EnableAWSServiceAccess", { ServicePrincipal: name });

testApplied(
  "the archive is applied, then the trail that writes into it, whose key it finds by name; nobody destroys either",
  async () => {
    const archive = await applied(
      "archive",
      documentOf(LogArchive, {
        kind: "log-archive",
        organization,
        bucketName: "acme-archive",
        deliveries: [{ from: "cloudtrail", trailName: "organization" }, { from: "flow-logs" }],
        retentionDays: 731,
        coldAfterDays: 90,
        objectLock: { mode: "governance", days: 365 },
      }),
    );
    expect(archive.stderr).toBe("");
    // moto 5.2.5 forgets a key's rotation period and the names of access logs.
    expect(await archive.again()).toEqual(new Set(["update"]));

    const trailDocument = documentOf(OrganizationTrail, {
      kind: "organization-trail",
      organization: { ...organization, vending: "organizations" },
      trail: {
        madeBy: "tagform",
        name: "organization",
        archiveBucket: "acme-archive",
        dataEvents: ["AWS::S3::Object"],
      },
    });
    await ofOrganizations("CreateOrganization", { FeatureSet: "ALL" });
    const trail = await applied("trail", trailDocument);
    expect(trail.stderr).toContain("aws organizations enable-aws-service-access");
    await trust("cloudtrail.amazonaws.com");
    expect((await trail.terraform("apply", "-auto-approve")).stderr).toBe("");
    expect(await trail.again()).toEqual(new Set());

    for (const { terraform } of [archive, trail]) {
      const destroyed = await terraform("destroy", "-auto-approve");
      expect(destroyed.stderr).toContain("lifecycle.prevent_destroy");
    }
  },
  300_000,
);

testApplied(
  "a plan fails as long as Control Tower's trail has no log group, and changes nothing once it has",
  async () => {
    const document = documentOf(OrganizationTrail, {
      kind: "organization-trail",
      organization,
      trail: { madeBy: "control-tower" },
    });
    const check = await applied("check", document);
    expect(check.stderr).toContain("Resource postcondition failed");
    await ask("logs", "Logs_20140328.CreateLogGroup", {
      logGroupName: "aws-controltower/CloudTrailLogs-ab12",
    });
    expect((await check.terraform("apply", "-auto-approve")).stderr).toBe("");
    expect(await check.again()).toEqual(new Set());
  },
  120_000,
);
