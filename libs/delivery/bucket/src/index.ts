export { AccessLogBucket, type AccessLogBucketProps } from "./access-log-bucket";
export { bucketArn, EVERYBODY, onlyEncryptedWith, onlyOverTls } from "./bucket-rules";
export { PrivateBucket, type PrivateBucketProps } from "./private-bucket";
