import { textOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";

const TAGS = { environment: "prod", scope: "us-east-1", team: "research" };
const PROVIDER = { aws: [{ region: "us-east-1", default_tags: [{ tags: TAGS }] }] };
const backend = (bucket: string, key: string) => ({ s3: { bucket, key, region: "us-east-1" } });

export const stateOfItsOwn: ConfigurationRule = {
  id: "TAGFORM_CELL_1",
  title: "A cell keeps its state where its name says",
  severity: "high",
  why: "Two cells with one state destroy each other's resources, and a state in another environment's bucket is read and written by that environment's roles.",
  fix: "Let the stack place the backend: bucket <prefix>-<environment>, key <team>/<environment>-<scope>/terraform.tfstate, and a lock.",
  link: "https://developer.hashicorp.com/terraform/language/backend/s3",
  appliesTo: "configuration",
  check: ({ backend: { bucket, key, dynamodb_table: table, use_lockfile: lockFile }, cell }) => {
    const { environment = "", scope = "", team = "" } = cell;
    const name = textOf(bucket) ?? "";
    const expected = `${team}/${environment}-${scope}/terraform.tfstate`;
    const suffix = `-${environment}`;
    const lock = `${name.slice(0, -suffix.length)}-lock${suffix}`;
    const problems = [
      ...(key === expected ? [] : [`the state's key is ${JSON.stringify(key)}, not "${expected}"`]),
      ...(name.endsWith(suffix) ? [] : [`the state's bucket is "${name}", it must end with "${suffix}"`]),
      ...(table === undefined || table === lock
        ? []
        : [`the lock table is ${JSON.stringify(table)}, not "${lock}"`]),
      ...(table === undefined && lockFile !== true ? ["nothing locks the state"] : []),
    ];
    return problems.map((message) => ({ address: "terraform", message }));
  },
  passes: {
    provider: PROVIDER,
    terraform: {
      backend: {
        s3: {
          ...backend("tagform-prod", "research/prod-us-east-1/terraform.tfstate").s3,
          use_lockfile: true,
        },
      },
    },
  },
  fails: {
    provider: PROVIDER,
    terraform: { backend: backend("tagform-dev", "research/prod/terraform.tfstate") },
  },
};
