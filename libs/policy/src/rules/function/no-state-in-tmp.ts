import { blockOf, numberOf } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";
import { lambda } from "./examples";

const DEFAULT_MIB = 512;

export const noStateInTmp: ConfigurationRule = {
  id: "TAGFORM_FUNCTION_2",
  title: "A function keeps no state in /tmp: it needs no more than it gets",
  severity: "low",
  why: "What is in /tmp may be there at the next request, or belong to another one: more of it is mostly state that belongs elsewhere.",
  fix: "Keep state in S3, EFS or a cache; accept the finding for large files that are worked on and thrown away.",
  link: "https://docs.aws.amazon.com/lambda/latest/dg/configuration-ephemeral-storage.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_lambda_function"), ({ body }) => {
      const size = numberOf(blockOf(body["ephemeral_storage"])["size"]) ?? DEFAULT_MIB;
      return size <= DEFAULT_MIB ? undefined : `its /tmp has ${size} MiB, ${DEFAULT_MIB} are there anyway`;
    }),
  passes: lambda({}),
  fails: lambda({ ephemeral_storage: { size: 4096 } }),
};
