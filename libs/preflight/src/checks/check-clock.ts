import { AwsError, NO_ANSWER } from "../aws/aws-error";
import {
  type CheckFinding,
  fails,
  passes,
  type PreflightCheck,
  type PreflightSubject,
  unknown,
} from "./preflight-check";

/** A signature is refused when it is 5 minutes from AWS's clock. */
const REFUSED_SECONDS = 300;
const NOTABLE_SECONDS = 60;

/** Whether AWS STS answers at all, and whether this machine's clock lets it accept a signature. */
export const CLOCK: PreflightCheck = {
  name: "clock",
  async run(subject) {
    const { own, region, now } = subject;
    try {
      const before = now();
      const theirs = await own.clock(region);
      if (theirs === undefined)
        return [
          unknown(`AWS STS in ${region} tells no time`, "compare this machine's clock with another one"),
        ];
      const middle = (before.getTime() + now().getTime()) / 2;
      return [compare(Math.round((middle - theirs.getTime()) / 1000))];
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return [error.code === NO_ANSWER ? noAnswer(error, subject) : notAsked(error)];
    }
  },
};

function compare(seconds: number): CheckFinding {
  const how = `${Math.abs(seconds)} s ${seconds < 0 ? "behind" : "ahead of"} AWS's`;
  const remedy = "set this machine's clock by NTP: chronyc makestep";
  if (Math.abs(seconds) >= REFUSED_SECONDS)
    return fails(`this machine's clock is ${how}: AWS refuses what it signs`, remedy);
  if (Math.abs(seconds) >= NOTABLE_SECONDS)
    return unknown(`this machine's clock is ${how}: from 5 minutes on AWS refuses`, remedy);
  return passes(`AWS STS answers, and this machine's clock is right (${seconds} s)`);
}

const noAnswer = ({ message }: AwsError, { region }: PreflightSubject): CheckFinding =>
  fails(
    `AWS STS in ${region} cannot be reached: ${message}`,
    "look at the network first (route to the Internet or an interface endpoint for sts, its security group and private DNS), " +
      `then at the Region: STS of an opt-in Region answers only for accounts that enabled ${region}`,
  );

const notAsked = ({ message }: AwsError): CheckFinding =>
  unknown(`AWS STS was not asked: ${message}`, "log in first: this process has no credentials");
