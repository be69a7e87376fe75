import type { InstanceTypes, WeightedInstanceType } from "./fleet-config";
import { type Architecture, architectureOf } from "./instance-type";

type TypeList = Extract<InstanceTypes, readonly unknown[]>;

/** Whether instance types are listed, with weights or without, and not described by attributes. */
export function isTypeList(types: InstanceTypes): types is TypeList {
  return Array.isArray(types);
}

/** The types of a list with their weights; undefined where each instance counts as one. */
export function weighedTypes(
  types: TypeList,
): readonly { readonly type: string; readonly weight: number | undefined }[] {
  return types.map((entry: string | WeightedInstanceType) =>
    typeof entry === "string" ? { type: entry, weight: undefined } : entry,
  );
}

/** The processor architecture of the instances, and so of their image. */
export function commonArchitecture(types: InstanceTypes): Architecture {
  if (!isTypeList(types)) return types.architecture;
  const [first] = types;
  return architectureOf(typeof first === "string" ? first : first.type);
}
