export { EncryptionKey, type EncryptionKeyProps } from "./encryption-key";
export type { KeyOwner, KeyPurpose } from "./key-purpose";
export { SigningKey, type SigningKeyProps } from "./signing-key";
