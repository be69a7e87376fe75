/** A Terraform state as it lies in its bucket. */
export interface StoredState {
  readonly etag: string;
  readonly serial: number;
  readonly resources: readonly StateResource[];
}

export interface StateResource {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
}

interface Place {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
}

/** The embedded AWS reads service and Region from the signature, which it does not check. */
const headersFor = (service: string, region: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=REHEARSALNOTREAL0000/20000101/${region}/${service}/aws4_request, SignedHeaders=host, Signature=none`,
});

export async function readState(endpoint: string, { bucket, key, region }: Place): Promise<StoredState> {
  const answer = await fetch(`${endpoint}/${bucket}/${key}`, { headers: headersFor("s3", region) });
  if (!answer.ok) throw new Error(`${bucket}/${key}: ${answer.status} ${await answer.text()}`);
  const state = (await answer.json()) as Omit<StoredState, "etag">;
  return { ...state, etag: answer.headers.get("etag")! };
}

/** Makes a public hosted zone, as the owner of the domain would have done, and gives its id. */
export async function createHostedZone(endpoint: string, accountId: string, name: string): Promise<string> {
  const body =
    '<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/">' +
    `<Name>${name}</Name><CallerReference>${name}</CallerReference></CreateHostedZoneRequest>`;
  const text = await askRoute53(endpoint, accountId, "hostedzone", { method: "POST", body });
  return /<Id>\/hostedzone\/(\w+)<\/Id>/.exec(text)![1]!;
}

/** Set identifiers of the records that a zone holds under a name. */
export async function recordsIn(endpoint: string, accountId: string, zone: string, name: string) {
  const text = await askRoute53(endpoint, accountId, `hostedzone/${zone}/rrset`);
  return [...text.matchAll(/<ResourceRecordSet>(.*?)<\/ResourceRecordSet>/gs)]
    .map(([, record = ""]) => record)
    .filter((record) => record.includes(`<Name>${name}.</Name>`))
    .map((record) => /<SetIdentifier>(.*?)<\/SetIdentifier>/.exec(record)?.[1]);
}

async function askRoute53(endpoint: string, accountId: string, path: string, request: RequestInit = {}) {
  const headers = { ...headersFor("route53", "eu-central-1"), "x-moto-account-id": accountId };
  const answer = await fetch(`${endpoint}/2013-04-01/${path}`, { ...request, headers });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`route53 ${path}: ${answer.status} ${text}`);
  return text;
}
