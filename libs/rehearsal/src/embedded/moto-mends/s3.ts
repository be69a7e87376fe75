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
`.trim();
