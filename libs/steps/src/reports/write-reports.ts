import { join } from "node:path";

import { writeJson, writeWhole } from "../json-file";
import { type VerifyReport } from "../verify/verify-report";
import { sarifReport } from "./sarif-report";
import { textReport } from "./text-report";

/** Write `report.{txt,json,junit.xml,sarif}` into `folder`. */
export async function writeReports(folder: string, report: VerifyReport): Promise<void> {
  // Loaded here: the builder of its XML is larger than all of tagform, and most commands write no report.
  const { junitReport } = await import("./junit-report");
  await writeWhole(join(folder, "report.txt"), textReport(report));
  await writeJson(join(folder, "report.json"), report);
  await writeWhole(join(folder, "report.junit.xml"), junitReport(report));
  await writeJson(join(folder, "report.sarif"), sarifReport(report));
}
