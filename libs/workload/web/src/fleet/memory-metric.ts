import { physicalName } from "@tagform/deployment";

/** Where the memory use of a fleet's instances is found in CloudWatch, in percent. */
export interface MemoryMetric {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/**
 * The memory use of the fleet with that name. All instances report as one: a metric for each of them would cost more and
 * be read by nobody.
 */
export function memoryMetric(namespace: string, name: string): MemoryMetric {
  return {
    namespace,
    metricName: "mem_used_percent",
    dimensions: { AutoScalingGroupName: physicalName("autoScalingGroup", name) },
  };
}

/**
 * The part of an instance's first start that measures memory, which EC2 does not. The agent is a package of Amazon Linux,
 * whose repositories are buckets in S3: it comes through the network's S3 endpoint, also without a way to the internet.
 * Where it does not come the page is served all the same, and the system log says what is missing.
 */
export function memoryAgentScript({ namespace, metricName, dimensions }: MemoryMetric): string {
  const settings = {
    // Without a name of its own each instance adds to the same metric.
    agent: { metrics_collection_interval: 60, omit_hostname: true },
    metrics: {
      namespace,
      metrics_collected: { mem: { measurement: [metricName], append_dimensions: dimensions } },
    },
  };
  return `
cat >/etc/memory-metric.json <<'AGENT'
${JSON.stringify(settings, null, 2)}
AGENT
dnf install --assumeyes --quiet amazon-cloudwatch-agent &&
  /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl \\
    -a fetch-config -m ec2 -s -c file:/etc/memory-metric.json ||
  echo "memory is not measured: the agent did not come or did not start" >&2
`;
}
