import { approverIdentity } from "./approver-identity";

const SSO = "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Approver_0123456789abcdef";

test.each([
  ["Identity Center, by the person's name", `${SSO}/ada@example.com`, "ada@example.com"],
  ["Identity Center, in any letter case", `${SSO}/Ada@Example.com`, "ada@example.com"],
  [
    "Identity Center, whatever role and account the person came by",
    "arn:aws:sts::444455556666:assumed-role/AWSReservedSSO_Administrator_fedcba9876543210/ada@example.com",
    "ada@example.com",
  ],
  [
    "a role, whose session name anybody may choose",
    "arn:aws:sts::111122223333:assumed-role/Approver/ada@example.com",
    "role Approver of 111122223333",
  ],
  [
    "a role that only looks like one of Identity Center",
    "arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Approver/ada@example.com",
    "role AWSReservedSSO_Approver of 111122223333",
  ],
  ["a user", "arn:aws:iam::111122223333:user/people/ada", "arn:aws:iam::111122223333:user/people/ada"],
])("%s", (_, arn, identity) => {
  expect(approverIdentity(arn)).toBe(identity);
});

test.each(["arn:aws:sts::111122223333:federated-user/ada", "codepipeline.amazonaws.com", ""])(
  "%s does not tell who approved",
  (arn) => {
    expect(() => approverIdentity(arn)).toThrow("cannot be told from others, allowed are sessions of IAM");
  },
);
