import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

import { type DeliveryDefinition } from "../definition/delivery-definition";
import { askedOfDynamodb, type HashKeyOf } from "./asked-of-dynamodb";
import { askedOfDelivery, askedOfKms, askedOfLogs, askedOfSns, askedOfSts } from "./asked-of-others";
import { askedOfS3, type BucketKey } from "./asked-of-s3";
import {
  type Asked,
  type AwsRequest,
  jsonBody,
  jsonOperation,
  signatureOf,
  UnknownCallError,
} from "./aws-request";
import { type Judge } from "./judge";
import { type Answer, answerHeaders, passOn } from "./pass-on";
import { json, refusal } from "./refusal";
import { type Holder, type Sessions } from "./sessions";

/** Answers calls to CodePipeline and CodeBuild by operation; throws {@link ServiceError}. */
export type DeliveryService = (
  operation: string,
  body: Readonly<Record<string, unknown>>,
) => Promise<Readonly<Record<string, unknown>>>;

/** What AWS answers with an error code. */
export class ServiceError extends Error {
  public constructor(
    /** `PipelineNotFoundException` */
    public readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

export interface FrontOptions {
  /** Address of the embedded AWS. */
  readonly endpoint: string;
  readonly definition: Pick<DeliveryDefinition, "place" | "stores">;
  /** Partition keys of tables that are not the stack's. */
  readonly hashKeyOf: HashKeyOf;
  readonly sessions: Sessions;
  readonly judge: Judge;
  /** Of CodePipeline and CodeBuild. */
  readonly service: DeliveryService;
}

/**
 * What stands before the embedded AWS: whoever calls must hold a session of a role, and the role's policies must allow the
 * call. What is allowed is passed on, and answered here where the embedded AWS has no pipelines.
 */
export class Front {
  private readonly server: Server;

  public constructor(private readonly options: FrontOptions) {
    this.server = createServer((request, response) => void this.serve(request, response));
    // Terraform sends a state only when it was told to go on; told at once, as S3 does.
    this.server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) => {
      response.writeContinue();
      void this.serve(request, response);
    });
  }

  /** `http://127.0.0.1:port` */
  public async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const isHead = incoming.method === "HEAD";
    try {
      const answer = await this.answer(incoming);
      response.writeHead(answer.status, answerHeaders(answer, isHead));
      // Head and body leave together: programs close what they send when a head comes alone.
      response.end(isHead ? undefined : answer.body);
    } catch (problem) {
      response.destroy(problem instanceof Error ? problem : new Error(String(problem)));
    }
  }

  private async answer(incoming: IncomingMessage): Promise<Answer> {
    const signature = signatureOf(incoming.headers);
    const request = {
      method: incoming.method ?? "GET",
      target: incoming.url ?? "/",
      headers: incoming.headers,
      body: await buffer(incoming),
    };
    if (signature === undefined) {
      this.options.judge.unjudged("a call without signature", `${request.method} ${request.target}`, "");
      return refusal("s3", 403, "AccessDenied", "the call is not signed");
    }
    const signed: AwsRequest = { ...request, ...signature };
    const holder = this.options.sessions.holderOf(signature.accessKey);
    if (holder === undefined) {
      this.options.judge.unjudged(
        "somebody whose session no step began",
        signature.service,
        signature.accessKey,
      );
      return refusal(signature.service, 403, "InvalidClientTokenId", "no role of the rehearsal has this key");
    }
    return this.denied(signed, holder) ?? this.done(signed);
  }

  private denied(request: AwsRequest, holder: Holder): Answer | undefined {
    if (holder.kind === "account role") return undefined;
    const { role, step } = holder;
    try {
      for (const asked of this.asked(request)) {
        const denial = this.options.judge.denial(role, asked, step);
        if (denial === undefined) continue;
        const message = `${role.arn} is not authorized to perform: ${asked.action} on resource: ${asked.resource}`;
        return refusal(request.service, request.service === "dynamodb" ? 400 : 403, "AccessDenied", message);
      }
    } catch (problem) {
      const message = problem instanceof Error ? problem.message : String(problem);
      const call = problem instanceof UnknownCallError ? problem.call : request.service;
      this.options.judge.unjudged(step, call, message, role.arn);
      return refusal(request.service, 400, "NotKnownToRehearsal", message);
    }
    return undefined;
  }

  private asked(request: AwsRequest): Asked[] {
    const { definition, hashKeyOf } = this.options;
    const { place, stores } = definition;
    switch (request.service) {
      case "s3":
        return askedOfS3(request, place.partition, (bucket) => bucketKey(stores, bucket));
      case "dynamodb":
        return askedOfDynamodb(request, place, hashKeyOf);
      case "kms":
        return askedOfKms(request);
      case "sts":
        return askedOfSts(request);
      case "sns":
        return askedOfSns(request);
      case "logs":
        return askedOfLogs(request, place);
      case "codepipeline":
      case "codebuild":
        return askedOfDelivery(request, place);
      default:
        throw new UnknownCallError(`${request.service}:${jsonOperation(request)}`);
    }
  }

  private async done(request: AwsRequest): Promise<Answer> {
    const { service, endpoint, sessions } = this.options;
    if (request.service === "codepipeline" || request.service === "codebuild") {
      return this.served(service, request);
    }
    const answer = await passOn(endpoint, request);
    const isSession = request.service === "sts" && request.body.includes("Action=AssumeRole");
    if (isSession && answer.status === 200) sessions.addAssumed(request.body, answer.body);
    return answer;
  }

  private async served(service: DeliveryService, request: AwsRequest): Promise<Answer> {
    try {
      return json(200, await service(jsonOperation(request), jsonBody(request)));
    } catch (problem) {
      if (problem instanceof ServiceError)
        return json(400, { __type: problem.code, message: problem.message });
      throw problem;
    }
  }
}

function bucketKey({ buckets }: DeliveryDefinition["stores"], bucket: string): BucketKey | undefined {
  const { keyArn, hasBucketKey } = buckets.find(({ name }) => name === bucket) ?? {};
  return keyArn === undefined ? undefined : { arn: keyArn, forBucket: hasBucketKey === true };
}
