import { environment } from "@tagform/environments/landing-zone";
import { synthesizeApp } from "@tagform/stack";

synthesizeApp(environment, process.env).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
