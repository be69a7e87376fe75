/**
 * What clients and the load balancer agree on, under AWS's names. All of them need TLS 1.2 at least and forward secrecy,
 * and load balancers of both types know them. `PQ` adds a key exchange that a quantum computer cannot undo later, for the
 * clients that can; `FIPS` uses validated cryptography only. What is not here has ciphers that AWS no longer recommends.
 *
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export type TlsPolicy =
  | "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
  | "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-PQ-2025-09"
  | "ELBSecurityPolicy-TLS13-1-2-Res-2021-06"
  | "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09"
  | "ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09"
  | "ELBSecurityPolicy-TLS13-1-3-2021-06";

/** TLS 1.3, and 1.2 with forward secrecy and authenticated ciphers only: what AWS recommends and its console takes. */
export const DEFAULT_TLS_POLICY: TlsPolicy = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09";

/** TLS of a front door; the certificates are ACM's, in the cell's own Region and account. */
export interface TlsConfig {
  /** Certificate for clients that ask for no name that another one has. */
  readonly certificateArn: string;
  /**
   * Further certificates, chosen by the name that a client asks for (SNI); at most 25.
   *
   * @default - none
   */
  readonly moreCertificateArns?: readonly string[];
  /** @default "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" */
  readonly policy?: TlsPolicy;
}

/** TLS of a Network Load Balancer, which hands the bytes on in the clear. */
export interface NetworkTlsConfig extends TlsConfig {
  /**
   * What clients are told that the targets speak (ALPN), under AWS's names. The fleet's page speaks HTTP/1.1; HTTP/2 is
   * for targets that take it without TLS.
   *
   * @default "HTTP1Only"
   */
  readonly alpnPolicy?: "HTTP1Only" | "HTTP2Only" | "HTTP2Optional" | "HTTP2Preferred" | "None";
}
