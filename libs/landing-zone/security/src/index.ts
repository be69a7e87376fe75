export { logArchive } from "./log-archive/log-archive-kind";
