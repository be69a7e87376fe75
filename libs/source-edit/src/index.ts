export { append, applyEdits, type Edit, editedText, replace } from "./edit";
export { bare, expressionAt, type Literal, propertiesOf, type Resolve, valueOf } from "./literal";
export { replaceTexts } from "./replace-texts";
