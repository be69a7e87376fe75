import type { LbListener, LbListenerConfig } from "@cdktf/provider-aws/lib/lb-listener";
import { LbListenerCertificate } from "@cdktf/provider-aws/lib/lb-listener-certificate";
import type { Construct } from "constructs";

import { DEFAULT_TLS_POLICY, type TlsConfig } from "./tls-config";

/** TLS of a listener, of either type of load balancer. */
export function tlsOf({
  certificateArn,
  policy = DEFAULT_TLS_POLICY,
}: TlsConfig): Pick<LbListenerConfig, "certificateArn" | "sslPolicy"> {
  return { certificateArn, sslPolicy: policy };
}

/** The further certificates, each known by its own id: their order means nothing. */
export function addCertificates(
  door: Construct,
  { arn: listenerArn }: LbListener,
  { moreCertificateArns = [] }: TlsConfig,
): void {
  for (const certificateArn of moreCertificateArns) {
    const [, certificateId] = certificateArn.split("/");
    new LbListenerCertificate(door, `certificate-${certificateId}`, { listenerArn, certificateArn });
  }
}
