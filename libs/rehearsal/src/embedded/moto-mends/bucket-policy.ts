/** What moto does differently from S3 about the policies of buckets. */
export const BUCKET_POLICY_MENDS = `
@mend
def bucket_policies_with_conditions():
    """
    moto follows a denial whatever its conditions, and knows no NotResource. Both are judged here, for what is asked of
    objects; moto asks no policy for anything else. Every call counts as one over TLS 1.3, for which it stands in. What
    this does not know is an error, so that nothing passes by mistake.
    """
    import json
    import re

    from flask import request
    from moto.iam.access_control import IAMPolicy, PermissionResult
    from moto.s3.models import FakeBucket
    from moto.sts.models import sts_backends

    def listed(value):
        return value if isinstance(value, list) else [value]

    def like(pattern, value):
        return re.fullmatch(re.escape(pattern).replace(r"\\*", ".*").replace(r"\\?", "."), value, re.DOTALL) is not None

    def principal(account):
        key = re.search(r"Credential=([^/]+)", request.headers.get("Authorization", ""))
        for _, _, backend in sts_backends.iter_backends():
            for role in backend.assumed_roles:
                if key is not None and role.access_key_id == key[1]:
                    partition, _, role_account, name = re.match(r"arn:([^:]+):(\\w+)::(\\d+):role/(.+)", role.role_arn).groups()
                    return role_account, f"arn:{partition}:iam::{role_account}:role/{name}"
        return account, f"arn:aws:iam::{account}:user/moto"

    def facts(bucket):
        account, arn = principal(bucket.account_id)
        headers = {
            "s3:x-amz-server-side-encryption": "x-amz-server-side-encryption",
            "s3:x-amz-server-side-encryption-aws-kms-key-id": "x-amz-server-side-encryption-aws-kms-key-id",
            "s3:if-none-match": "if-none-match",
        }
        said = {key: request.headers.get(header) for key, header in headers.items()}
        return {
            **said,
            "aws:SecureTransport": "true",
            "s3:TlsVersion": "1.3",
            "aws:PrincipalAccount": account,
            "aws:PrincipalArn": arn,
            "aws:PrincipalIsAWSService": "false",
            # No organization here, and no service that calls on behalf of something.
            "aws:PrincipalOrgID": None,
            "aws:SourceArn": None,
            "aws:SourceAccount": None,
        }

    positive = {
        "StringEquals": str.__eq__,
        "StringLike": lambda value, expected: like(expected, value),
        "ArnEquals": lambda value, expected: like(expected, value),
        "ArnLike": lambda value, expected: like(expected, value),
        "Bool": lambda value, expected: value == str(expected).lower(),
        "NumericLessThan": lambda value, expected: float(value) < float(expected),
    }
    negative = {
        "StringNotEquals": "StringEquals",
        "StringNotLike": "StringLike",
        "ArnNotEquals": "ArnEquals",
        "ArnNotLike": "ArnLike",
    }

    def holds(test, key, expected, known):
        if key not in known:
            raise ValueError(f"condition key {key} of a bucket policy is not known to the embedded AWS")
        value = known[key]
        if test == "Null":
            return str(expected[0]).lower() == ("true" if value is None else "false")
        if test in negative:
            return value is None or not any(positive[negative[test]](value, one) for one in expected)
        if test not in positive:
            raise ValueError(f"condition {test} of a bucket policy is not known to the embedded AWS")
        return value is not None and any(positive[test](value, one) for one in expected)

    def denies(statement, action, resource, known):
        actions = listed(statement.get("Action", statement.get("NotAction")))
        if any(like(one.lower(), action.lower()) for one in actions) != ("Action" in statement):
            return False
        resources = listed(statement.get("Resource", statement.get("NotResource")))
        if any(like(one, resource) for one in resources) != ("Resource" in statement):
            return False
        whom = statement.get("Principal")
        if whom != "*" and listed((whom or {}).get("AWS")) != ["*"]:
            raise ValueError("a denial of a bucket policy is for somebody, the embedded AWS knows everybody only")
        return all(
            holds(test, key, listed(expected), known)
            for test, keys in statement.get("Condition", {}).items()
            for key, expected in keys.items()
        )

    def asked_action(action):
        # moto makes actions of methods; S3 knows these.
        action = {"s3:HeadObject": "s3:GetObject", "s3:PostObject": "s3:PutObject"}.get(action, action)
        versioned = action in ("s3:GetObject", "s3:DeleteObject") and "versionId" in request.args
        return f"{action}Version" if versioned else action

    def permission(self, action, resource):
        if self.policy is None:
            return PermissionResult.NEUTRAL
        policy = json.loads(self.policy.decode())
        statements = listed(policy["Statement"])
        known = facts(self)
        denials = [one for one in statements if one["Effect"] == "Deny"]
        if any(denies(one, asked_action(action), resource, known) for one in denials):
            return PermissionResult.DENIED
        others = [one for one in statements if one["Effect"] != "Deny"]
        if not others:
            return PermissionResult.NEUTRAL
        return IAMPolicy(json.dumps({**policy, "Statement": others})).is_action_permitted(action, resource)

    FakeBucket.get_permission = permission
`.trim();
