export { Dispatch, type DispatchProps } from "./dispatch";
