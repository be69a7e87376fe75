export { EncryptionKey, type EncryptionKeyProps } from "./encryption-key";
export type { KeyOwner, KeyPurpose, ObjectsUse } from "./key-purpose";
export { SigningKey, type SigningKeyProps } from "./signing-key";
