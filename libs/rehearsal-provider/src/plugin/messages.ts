/** The gRPC messages of provider.proto that the services read, as proto-loader decodes them. */
export interface Encoded {
  readonly msgpack: Uint8Array;
}

export interface ConfigRequest {
  readonly config: Encoded;
}

export interface TypedConfigRequest extends ConfigRequest {
  readonly typeName: string;
}

export interface UpgradeRequest {
  readonly typeName: string;
  readonly rawState: { readonly json: Uint8Array };
}

export interface ReadRequest {
  readonly typeName: string;
  readonly currentState: Encoded;
  readonly private: Uint8Array;
}

export interface PlanRequest {
  readonly typeName: string;
  readonly priorState: Encoded;
  readonly proposedNewState: Encoded;
  readonly config: Encoded;
  readonly priorPrivate: Uint8Array;
}

export interface ApplyRequest {
  readonly typeName: string;
  readonly priorState: Encoded;
  readonly plannedState: Encoded;
  readonly config: Encoded;
}

export interface ImportRequest {
  readonly typeName: string;
  readonly id: string;
}

export interface MoveRequest {
  readonly sourceTypeName: string;
  readonly sourceState: { readonly json: Uint8Array };
  readonly targetTypeName: string;
}
