// One line per kind, under the name that environment data uses. Nothing else names a kind.
export { workloadRole as "workload-role" } from "@tagform/workload-role";
export { web } from "@tagform/workload-web";
