export {
  type RehearsalMirror,
  type RehearsalMirrorRequest,
  REHEARSED_PROVIDER_VERSION,
  writeRehearsalMirror,
} from "./mirror";
export { type ProviderTypes, typesOfConfiguration, typesOfState, uniteTypes } from "./types-in-use";
