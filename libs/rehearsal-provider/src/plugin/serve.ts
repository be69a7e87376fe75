import { join } from "node:path";

import {
  type handleBidiStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServiceDefinition,
} from "@grpc/grpc-js";
import { loadSync, type PackageDefinition } from "@grpc/proto-loader";

import { type RehearsalProvider } from "./provider";
import { providerService } from "./provider-service";

/** The loopback certificate of a mirror, PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

export interface ServeOptions {
  readonly provider: RehearsalProvider;
  /** Folder that holds provider.proto, plugin.proto and health.proto. */
  readonly protoDirectory: string;
  readonly certificate: Certificate;
  /** Terraform's own certificate, PEM: when given, nobody else may connect. */
  readonly clientCertificate: string | undefined;
  /** Called when Terraform has asked the plugin to end. */
  readonly onShutdown: () => void;
}

const LOADER = { longs: Number, defaults: true } as const;
const SERVING = { status: 1 } as const;

/** Starts the plugin's server on a loopback port and returns the line that tells Terraform where it is. */
export async function serve(options: ServeOptions): Promise<string> {
  const server = new Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  const load = (file: string): PackageDefinition => loadSync(join(options.protoDirectory, file), LOADER);
  server.addService(service(load("provider.proto"), "tfplugin5.Provider"), providerService(options.provider));
  const plugin = load("plugin.proto");
  const shutdown: handleUnaryCall<object, object> = (_call, callback) => {
    callback(null, {});
    // The answer must have left before the process ends, or Terraform waits for two seconds.
    setImmediate(() => server.tryShutdown(options.onShutdown));
    setTimeout(options.onShutdown, 100).unref();
  };
  const silent: handleServerStreamingCall<object, object> = (call) =>
    void call.on("cancelled", () => call.end());
  const unused: handleBidiStreamingCall<object, object> = (call) =>
    void call.on("end", () => call.end()).resume();
  server.addService(service(plugin, "plugin.GRPCController"), { Shutdown: shutdown });
  server.addService(service(plugin, "plugin.GRPCStdio"), { StreamStdio: silent });
  server.addService(service(plugin, "plugin.GRPCBroker"), { StartStream: unused });
  const check: handleUnaryCall<object, object> = (_call, callback) => callback(null, SERVING);
  server.addService(service(load("health.proto"), "grpc.health.v1.Health"), { Check: check });
  const port = await bind(server, options);
  const der = options.certificate.cert.replace(/-----[^-]+-----|\s/g, "").replace(/=+$/, "");
  return `1|5|tcp|127.0.0.1:${port}|grpc|${der}`;
}

function service(definitions: PackageDefinition, name: string): ServiceDefinition {
  const definition = definitions[name];
  if (definition === undefined || "format" in definition)
    throw new Error(`no service ${name} in the proto files`);
  return definition;
}

function bind(server: Server, { certificate, clientCertificate }: ServeOptions): Promise<number> {
  const credentials = ServerCredentials.createSsl(
    clientCertificate === undefined ? null : Buffer.from(clientCertificate),
    [{ cert_chain: Buffer.from(certificate.cert), private_key: Buffer.from(certificate.key) }],
    clientCertificate !== undefined,
  );
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", credentials, (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}
