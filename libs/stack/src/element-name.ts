import type { Node } from "constructs";

/** Where names of Terraform elements were taken, by name. */
export class ElementNames {
  private readonly ownerOf = new Map<string, Node>();
  private readonly nameOf = new Map<Node, string>();

  /**
   * The name of an element in Terraform: the ids on its way from the stack, `web_front_door_load_balancer`.
   *
   * cdktf would append a hash of the way. These names are read in plans and typed into commands, so they have none;
   * instead no two elements may get the same.
   */
  public allocate(node: Node, stack: Node): string {
    // cdktf asks for every reference, and again whenever it resolves one.
    const before = this.nameOf.get(node);
    if (before !== undefined) return before;
    const name = this.take(node, stack);
    this.nameOf.set(node, name);
    return name;
  }

  private take(node: Node, stack: Node): string {
    const ids = node.scopes.slice(stack.scopes.length).map((scope) => scope.node.id);
    const name = ids.join("_").replace(/[^A-Za-z0-9]/g, "_");
    const owner = this.ownerOf.get(name);
    if (owner !== undefined && owner.path !== node.path) {
      throw new Error(
        `constructs ${owner.path} and ${node.path} would both be "${name}" in Terraform: rename one`,
      );
    }
    if (!/^[A-Za-z]/.test(name)) {
      throw new Error(
        `construct ${node.path} would be "${name}" in Terraform, which must begin with a letter`,
      );
    }
    this.ownerOf.set(name, node);
    return name;
  }
}
