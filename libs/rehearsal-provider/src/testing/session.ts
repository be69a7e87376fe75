import { type Session } from "../plugin/session";

/** For specs: the session of a provider that has assumed a role in `111122223333`. */
export const SESSION: Session = {
  region: "eu-west-1",
  partition: "aws",
  caller: {
    accountId: "111122223333",
    arn: "arn:aws:sts::111122223333:assumed-role/InfraBuildRole/INFRA_BUILD",
    userId: "AROA",
  },
  defaultTags: { Team: "research" },
};
