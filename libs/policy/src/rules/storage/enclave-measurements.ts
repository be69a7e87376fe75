import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const PREFIX = "kms:RecipientAttestation:";
const MEASUREMENTS = ["PCR0", "PCR1", "PCR2"];
const key = (measured: readonly string[]) => ({
  resource: {
    aws_kms_key: {
      enclave: {
        enable_key_rotation: true,
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [
            {
              Effect: "Allow",
              Principal: { AWS: "arn:aws:iam::111122223333:root" },
              Action: "kms:*",
              Resource: "*",
            },
            {
              ...{
                Effect: "Allow",
                Principal: { AWS: "arn:aws:iam::111122223333:role/enclave" },
                Action: "kms:Decrypt",
              },
              Resource: "*",
              Condition: {
                StringEqualsIgnoreCase: Object.fromEntries(
                  measured.map((name) => [`${PREFIX}${name}`, "0a1b2c"]),
                ),
              },
            },
          ],
        }),
      },
    },
  },
});

export const enclaveMeasurements: ConfigurationRule = {
  id: "TAGFORM_KMS_2",
  title: "A key for an enclave is given to the measured image, kernel and application",
  severity: "high",
  why: "With one measurement of three, another application on the same kernel gets the key.",
  fix: "Add conditions on kms:RecipientAttestation:PCR0, PCR1 and PCR2 to the statement.",
  link: "https://docs.aws.amazon.com/enclaves/latest/user/kms.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_kms_key"), ({ body }) => {
      const statements = configuration.statements(body["policy"]) ?? [];
      const partly = statements.flatMap(({ conditions }) => {
        const measured = conditions
          .map(({ variable }) => variable)
          .filter((variable) => variable.startsWith(PREFIX));
        return measured.length === 0
          ? []
          : MEASUREMENTS.filter((name) => !measured.includes(`${PREFIX}${name}`));
      });
      return partly.length === 0
        ? undefined
        : `a statement for an enclave has no condition on ${partly.join(", ")}`;
    }),
  passes: key(MEASUREMENTS),
  fails: key(["PCR0"]),
};
