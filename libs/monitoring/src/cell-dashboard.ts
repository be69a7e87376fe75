import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { type Cell, physicalName } from "@tagform/deployment";
import { Lazy, TerraformStack } from "cdktf";
import { Construct } from "constructs";

import { dashboardBody, type DashboardSection } from "./dashboard-body";

/** No workload can have this name: in theirs, hyphens stand alone. */
const ID = "cell--dashboard";

export interface CellDashboardProps {
  readonly cell: Cell;
  /** The Region whose metrics it shows. */
  readonly region: string;
}

/**
 * Define the dashboard of a cell, with a section for each of its workloads that is monitored. It is made by the first of
 * them and has no section before they are added: what it shows is written down when the stack is synthesized.
 *
 * Cost: nothing for the first three of an account, 3 USD a month for each further one.
 */
export class CellDashboard extends Construct {
  private readonly sections: DashboardSection[] = [];

  /** The dashboard of the cell that `scope` is in. */
  public static of(scope: Construct, props: CellDashboardProps): CellDashboard {
    const stack = TerraformStack.of(scope);
    const existing = stack.node.tryFindChild(ID);
    return existing instanceof CellDashboard ? existing : new CellDashboard(stack, ID, props);
  }

  private constructor(scope: Construct, id: string, { cell, region }: CellDashboardProps) {
    super(scope, id);
    new CloudwatchDashboard(this, "dashboard", {
      dashboardName: physicalName("dashboard", cell.team, cell.environment, cell.scope),
      // Ends with a line end, so that it is written as a text of several lines.
      dashboardBody: Lazy.stringValue({
        produce: () => `${JSON.stringify(dashboardBody(this.sections, region), null, 2)}\n`,
      }),
    });
  }

  /** Show one workload. */
  public add(section: DashboardSection): void {
    this.sections.push(section);
  }
}
