/** What moto does differently from S3. */
export const S3_MENDS = `
@mend
def bucket_created_with_tags():
    """The provider sends a new bucket's tags with CreateBucket, where moto does not look for them."""
    import xmltodict
    from moto.s3.responses import S3Response

    put = S3Response._bucket_response_put

    def put_with_tags(self, request, bucket_name, querystring):
        answer = put(self, request, bucket_name, querystring)
        body = self.body.decode() if isinstance(self.body, bytes) else self.body
        if not querystring and body and "<Tags>" in body:
            configuration = xmltodict.parse(body, force_list={"Tag": True})["CreateBucketConfiguration"]
            tags = {tag["Key"]: tag["Value"] or "" for tag in configuration["Tags"]["Tag"]}
            self.backend.put_bucket_tagging(bucket_name, tags)
        return answer

    S3Response._bucket_response_put = put_with_tags


@mend
def lifecycle_keeps_newer_versions():
    """moto forgets how many noncurrent versions stay whatever their age, and the provider waits for that number."""
    from moto.s3.models import FakeBucket
    from moto.s3.responses import S3Response

    put = FakeBucket.set_lifecycle
    get = S3Response.get_bucket_lifecycle

    def put_with_newer(self, rules):
        put(self, rules)
        for rule, given in zip(self.rules, rules):
            expiration = given.get("NoncurrentVersionExpiration") or {}
            rule.nve_newer_versions = expiration.get("NewerNoncurrentVersions")

    def get_with_newer(self):
        serialized = self.serialized
        kept = self.backend.get_bucket_lifecycle(self.bucket_name)

        def with_newer(answer):
            # A refusal passes here, too.
            rules = answer.result["Rules"] if isinstance(answer.result, dict) else []
            for shown, rule in zip(rules, kept):
                newer = getattr(rule, "nve_newer_versions", None)
                if newer is not None:
                    shown.setdefault("NoncurrentVersionExpiration", {})["NewerNoncurrentVersions"] = newer
            return serialized(answer)

        self.serialized = with_newer
        return get(self)

    FakeBucket.set_lifecycle = put_with_newer
    S3Response.get_bucket_lifecycle = get_with_newer


@mend
def access_log_names_remembered():
    """moto keeps how a bucket names its access logs and does not say it."""
    from moto.s3.responses import S3Response

    get = S3Response.get_bucket_logging

    def get_with_format(self):
        serialized = self.serialized
        kept = self.backend.get_bucket_logging(self.bucket_name)

        def with_format(answer):
            enabled = answer.result.get("LoggingEnabled") if isinstance(answer.result, dict) else None
            said = (kept or {}).get("TargetObjectKeyFormat")
            if enabled is not None and said:
                enabled["TargetObjectKeyFormat"] = {name: value or {} for name, value in said.items()}
            return serialized(answer)

        self.serialized = with_format
        return get(self)

    S3Response.get_bucket_logging = get_with_format


@mend
def replication_described_whole():
    """Of a replication's rules moto answers with a part, and with its own in place of what was said."""
    from moto.s3.responses import S3Response

    get = S3Response.get_bucket_replication

    def get_whole(self):
        serialized = self.serialized
        kept = self.backend.get_bucket_replication(self.bucket_name) or {}

        def whole(answer):
            configuration = answer.result.get("ReplicationConfiguration") if isinstance(answer.result, dict) else None
            if configuration is not None:
                configuration["Rules"] = [said_of(rule) for rule in kept["Rule"]]
            return serialized(answer)

        self.serialized = whole
        return get(self)

    def said_of(rule):
        said = {**rule, "Priority": int(rule["Priority"])}
        said["Filter"] = {"Prefix": (rule.get("Filter") or {}).get("Prefix") or ""}
        return said

    S3Response.get_bucket_replication = get_whole
`.trim();
