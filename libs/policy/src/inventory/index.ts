import { CONTAINERS, ENCRYPTION, SERVERLESS, WELL_ARCHITECTED } from "./catalog-001";
import { ENDPOINTS, LOGS, SINGLE_POINTS, ZONES } from "./catalog-002";
import { APPENDIX } from "./catalog-003";
import { R1_TO_R35 } from "./catalog-004";
import type { SourceName, Statement } from "./statement";

/** Every statement of every source, and what makes sure that it holds. */
export const INVENTORY: Readonly<Record<SourceName, readonly Statement[]>> = {
  "001-A22": ENCRYPTION,
  "001-A32": WELL_ARCHITECTED,
  "001-A36": CONTAINERS,
  "001-A37": SERVERLESS,
  "002-05": ZONES,
  "002-10": LOGS,
  "002-28": ENDPOINTS,
  "002-62": SINGLE_POINTS,
  "003-A": APPENDIX,
  "004-R": R1_TO_R35,
};
