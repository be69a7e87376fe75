import { resolve } from "node:path";

import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { KindConfig } from "@tagform/config";
import { type AppliedAws, forMoto, plannedActions, synthStack, withAppliedAws } from "@tagform/testing";
import type { WorkloadConstructor } from "@tagform/workload-kind";

import { ORGANIZATION } from "./fixtures/organization";
import { propsOf } from "./fixtures/props";
import { LogArchive } from "./log-archive/log-archive";
import { OrganizationConfig } from "./organization-config/organization-config";
import { OrganizationTrail } from "./organization-trail/organization-trail";
import { SecurityDelegation } from "./security-delegation/security-delegation";
import { SecurityServices } from "./security-services/security-services";

const CHECKOUT = resolve(__dirname, "../../../..");
let aws: AppliedAws;
const testApplied = withAppliedAws(CHECKOUT, process.env["PATH"] ?? "", (started) => (aws = started));

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

/** What moto lacks is applied with a mocked provider in `organization-security/applied.spec.ts`; nothing waits for it here. */
function without(document: object, isLacking: (type: string, settings: object) => boolean): object {
  const { resource, ...others } = document as { resource: Record<string, Record<string, object>> };
  const left = Object.entries(resource)
    .map(([type, byName]): [string, [string, object][]] => [
      type,
      Object.entries(byName)
        .filter(([, settings]) => !isLacking(type, settings))
        .map(([name, settings]) => [name, { ...settings, depends_on: [] }]),
    ])
    .filter(([, elements]) => elements.length > 0)
    .map(([type, elements]) => [type, Object.fromEntries(elements)]);
  return { ...others, resource: Object.fromEntries(left) as object };
}

/** Applied, and what a second plan would do. */
async function applied(name: string, document: object) {
  const terraform = await aws.terraformIn(name, document);
  expect((await terraform("init")).stderr).toBe("");
  const { stderr } = await terraform("apply", "-auto-approve");
  return { stderr, terraform, again: async () => new Set(await plannedActions(terraform)) };
}

/** Of an AWS service with a JSON protocol, without Terraform. */
async function ask(service: string, target: string, body: object): Promise<Record<string, unknown>> {
  const answer = await fetch(aws.moto.endpoint, {
    method: "POST",
    headers: {
      "x-amz-target": target,
      "content-type": "application/x-amz-json-1.1",
      authorization: `AWS4-HMAC-SHA256 Credential=X/20000101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=none`,
    },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${target}: ${answer.status} ${text}`);
  return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
}

const ofOrganizations = (action: string, body: object) =>
  ask("organizations", `AWSOrganizationsV20161128.${action}`, body);

async function createAccount(name: string): Promise<string> {
  const made = await ofOrganizations("CreateAccount", { AccountName: name, Email: `${name}@example.com` });
  return (made["CreateAccountStatus"] as { AccountId: string }).AccountId;
}

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

const isOfSecurityHub = (type: string): boolean => type.startsWith("aws_securityhub_");

// moto 5.2.5 changes no settings of a hub.
testApplied(
  "detectors are applied in every governed Region",
  async () => {
    const document = documentOf(SecurityServices, {
      kind: "security-services",
      organization,
      findingFrequency: "FIFTEEN_MINUTES",
    });
    const services = await applied("services", without(document, isOfSecurityHub));
    expect(services.stderr).toBe("");
    expect(await services.again()).toEqual(new Set());
  },
  120_000,
);

// moto 5.2.5 has no rules of an organization.
testApplied(
  "the aggregator is applied with its role",
  async () => {
    const document = documentOf(OrganizationConfig, { kind: "organization-config", organization, rules: {} });
    const config = await applied("config", document);
    expect(config.stderr).toBe("");
    expect(await config.again()).toEqual(new Set());
  },
  120_000,
);

const isConfigItself = (settings: object): boolean =>
  "service_principal" in settings && settings.service_principal === "config.amazonaws.com";

// moto 5.2.5 lists no administrator of Security Hub, and of Config's two services knows the one that deploys rules.
testApplied(
  "the administrators are registered once the organization trusts the services",
  async () => {
    await ofOrganizations("CreateOrganization", { FeatureSet: "ALL" }).catch(() => "an earlier test made it");
    const audit = await createAccount("audit");
    const accounts = { ...organization.accounts, audit };
    const document = documentOf(SecurityDelegation, {
      kind: "security-delegation",
      organization: { ...organization, accounts },
    });
    const delegation = await applied(
      "delegation",
      without(document, (type, settings) => isOfSecurityHub(type) || isConfigItself(settings)),
    );
    expect(delegation.stderr).toContain("Resource precondition failed");
    await trust("config-multiaccountsetup.amazonaws.com");
    await trust("access-analyzer.amazonaws.com");
    expect((await delegation.terraform("apply", "-auto-approve")).stderr).toBe("");
    expect(await delegation.again()).toEqual(new Set());
  },
  120_000,
);
