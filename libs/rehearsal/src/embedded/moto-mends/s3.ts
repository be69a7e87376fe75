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
`.trim();
