import type { Cell } from "./cell";
import { latestFolder, lockRecordsFolder, recordsFolder } from "./run-record-location";
import { stateLocation } from "./state-location";
import { isTeamName } from "./team-name";

const cell: Cell = { environment: "dev", scope: "us-east-1", team: "research" };

test("records lie beside the state of their cell, marks of all cells in one folder", () => {
  const state = stateLocation(cell, {
    tfBackendConfigPrefix: "tagform",
    buildRegion: "us-east-1",
    layout: "central",
  });
  expect(recordsFolder(state)).toBe("research/dev-us-east-1/records/");
  // The bucket's policy lets nobody replace what lies in a folder of this name.
  expect(lockRecordsFolder(state)).toBe("research/dev-us-east-1/locks/records/");
  expect(latestFolder(cell)).toBe("_latest/dev_us-east-1/research/");
});

test("no team's folder is that of the marks", () => {
  expect(isTeamName("_latest")).toBe(false);
});
