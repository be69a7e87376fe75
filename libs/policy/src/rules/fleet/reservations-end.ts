import { isGiven } from "../../document/values";
import type { ConfigurationRule } from "../../rule";
import { violationsOf } from "../../violations";

const reservation = (end: Record<string, string>) => ({
  resource: {
    aws_ec2_capacity_reservation: {
      event: {
        ...{
          instance_type: "m7g.large",
          instance_platform: "Linux/UNIX",
          availability_zone: "${data.aws_availability_zone.a.name}",
        },
        instance_count: 4,
        ...end,
      },
    },
  },
  data: { aws_availability_zone: { a: { zone_id: "use1-az1" } } },
});

export const reservationsEnd: ConfigurationRule = {
  id: "TAGFORM_FLEET_14",
  title: "Capacity that is reserved for an event is given back after it",
  severity: "medium",
  why: "A reservation is paid for whether it is used or not, until somebody remembers it.",
  fix: 'Set end_date_type to "limited", and end_date.',
  link: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/capacity-reservations-create.html",
  appliesTo: "configuration",
  check: (configuration) =>
    violationsOf(configuration.ofType("aws_ec2_capacity_reservation"), ({ body }) =>
      body["end_date_type"] === "limited" && isGiven(body["end_date"]) ? undefined : "it has no end date",
    ),
  passes: reservation({ end_date_type: "limited", end_date: "2027-01-31T00:00:00Z" }),
  fails: reservation({}),
};
