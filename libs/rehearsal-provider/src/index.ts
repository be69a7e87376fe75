export {
  REHEARSED_PROVIDER_VERSION,
  type RehearsalMirror,
  type RehearsalMirrorRequest,
  writeRehearsalMirror,
} from "./mirror";
export { type ProviderTypes, typesOfConfiguration, typesOfState, uniteTypes } from "./types-in-use";
