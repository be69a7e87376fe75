export { accountBaseline } from "./account-baseline-kind";
