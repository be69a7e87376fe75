import { type CtyValue } from "../cty/cty-value";
import { type Subject } from "./subject";

/** How one attribute of a resource type is invented. */
export type Invention = (subject: Subject) => CtyValue;

/** The inventions of a resource type, in the order in which they may use each other. */
export type Inventions = Readonly<Record<string, Invention>>;
