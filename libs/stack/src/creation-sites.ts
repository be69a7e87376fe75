import { callFrames, type Frame } from "@tagform/workload-kind";
import { type IConstruct, Node } from "constructs";

const created = new WeakMap<Node, readonly Frame[]>();
let isRecording = false;

/**
 * Notes for every Terraform element which calls led to it, from now on: a few frames each, and nothing that reaches what
 * is synthesized.
 *
 * cdktf 0.21 has no hook at an element's creation, but the constructor that all of them share leaves one mark.
 */
export function recordCreationSites(): void {
  if (isRecording) return;
  isRecording = true;
  // Called below, on the node it belongs to.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const { addMetadata } = Node.prototype;
  Node.prototype.addMetadata = function recorded(this: Node, type, data, options) {
    if (type === "stacktrace") created.set(this, callFrames(recorded));
    addMetadata.call(this, type, data, options);
  };
}

/** The calls that led to a construct; none if it was created before {@link recordCreationSites}. */
export const creationFrames = ({ node }: IConstruct): readonly Frame[] => created.get(node) ?? [];
