import { type handleUnaryCall, type UntypedServiceImplementation } from "@grpc/grpc-js";

import { type Diagnostic, diagnosticOf } from "./diagnostics";
import {
  type ApplyRequest,
  type ConfigRequest,
  type ImportRequest,
  type MoveRequest,
  type PlanRequest,
  type ReadRequest,
  type TypedConfigRequest,
  type UpgradeRequest,
} from "./messages";
import { type RehearsalProvider } from "./provider";
import { CAPABILITIES, schemaMessage } from "./schema-message";

const SEVERITY = { error: 1, warning: 2 } as const;

/** The service `tfplugin5.Provider`: messages in, {@link RehearsalProvider}, messages out. */
export function providerService(provider: RehearsalProvider): UntypedServiceImplementation {
  const { schema } = provider;
  return {
    GetMetadata: unary(() => ({
      serverCapabilities: CAPABILITIES,
      resources: Object.keys(schema.resources).map((typeName) => ({ typeName })),
      dataSources: Object.keys(schema.dataSources).map((typeName) => ({ typeName })),
    })),
    GetSchema: unary(() => schemaMessage(schema)),
    GetFunctions: unary(() => ({})),
    PrepareProviderConfig: unary(({ config }: ConfigRequest) => ({ preparedConfig: config })),
    ValidateResourceTypeConfig: unary(({ typeName, config }: TypedConfigRequest) => ({
      diagnostics: messages(provider.validateResource(typeName, config.msgpack)),
    })),
    ValidateDataSourceConfig: unary(({ typeName, config }: TypedConfigRequest) => {
      provider.validateDataSource(typeName, config.msgpack);
      return {};
    }),
    UpgradeResourceState: unary(({ typeName, rawState }: UpgradeRequest) => ({
      upgradedState: { msgpack: provider.upgradeState(typeName, rawState.json) },
    })),
    Configure: unary(async ({ config }: ConfigRequest) => ({
      diagnostics: messages(await provider.configure(config.msgpack)),
    })),
    // The state is the truth: there is nothing else to read.
    ReadResource: unary((request: ReadRequest) => ({
      newState: request.currentState,
      private: request.private,
    })),
    ...changes(provider),
    Stop: unary(() => ({})),
  };
}

function changes(provider: RehearsalProvider): UntypedServiceImplementation {
  return {
    PlanResourceChange: unary((request: PlanRequest) => {
      const plan = provider.plan(request.typeName, {
        prior: request.priorState.msgpack,
        proposed: request.proposedNewState.msgpack,
        config: request.config.msgpack,
        priorPrivate: request.priorPrivate,
      });
      return {
        plannedState: { msgpack: plan.planned },
        requiresReplace: plan.requiresReplace.map(attributePath),
        plannedPrivate: plan.private,
      };
    }),
    ApplyResourceChange: unary((request: ApplyRequest) => ({
      newState: {
        msgpack: provider.apply(request.typeName, {
          prior: request.priorState.msgpack,
          planned: request.plannedState.msgpack,
          config: request.config.msgpack,
        }),
      },
    })),
    ImportResourceState: unary(({ typeName, id }: ImportRequest) => {
      const imported = provider.import(typeName, id);
      return {
        importedResources: [{ typeName, state: { msgpack: imported.state }, private: imported.private }],
      };
    }),
    MoveResourceState: unary(({ sourceTypeName, sourceState, targetTypeName }: MoveRequest) => ({
      targetState: { msgpack: provider.move(sourceTypeName, targetTypeName, sourceState.json) },
    })),
    ReadDataSource: unary(({ typeName, config }: TypedConfigRequest) => ({
      state: { msgpack: provider.read(typeName, config.msgpack) },
    })),
  };
}

/** A handler that answers with a diagnostic instead of failing the call: Terraform prints those well. */
function unary<Request>(
  handle: (request: Request) => object | Promise<object>,
): handleUnaryCall<Request, object> {
  return (call, callback) => {
    void Promise.resolve(call.request)
      .then(handle)
      .catch((error: unknown) => ({ diagnostics: messages([diagnosticOf(error)]) }))
      .then((response) => callback(null, response));
  };
}

function messages(diagnostics: readonly Diagnostic[]): object[] {
  return diagnostics.map(({ severity, summary, detail, attribute }) => ({
    severity: SEVERITY[severity],
    summary,
    detail,
    ...(attribute === undefined ? {} : { attribute: attributePath(attribute) }),
  }));
}

function attributePath(name: string): object {
  return { steps: [{ attributeName: name }] };
}
