export { stateStorage } from "./state-storage-kind";
