import { join } from "node:path";

import type { Context } from "../context";

/** Where `accounts plan` writes, and `accounts vend` reads. */
export const planFilePath = (context: Context, file: string | undefined): string =>
  file ?? join(context.root, ".tagform", "accounts-plan.json");
