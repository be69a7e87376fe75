/** What moto lacks of an account's own settings: those of EC2, of budgets, quotas and associations. */
export const ACCOUNT_SETTINGS_MENDS = `
@mend
def settings_of_ec2():
    """Of what an account sets for a Region, moto has encryption by default alone."""
    from moto.core.responses import ActionResult
    from moto.ec2.responses import EC2Response

    kept = {}

    def settings(self):
        return kept.setdefault((self.current_account, self.region), {})

    def setting(actions, read, answer, default):
        """One value: each action gives it another one, and read tells it."""

        def act(value):
            def answered(self):
                settings(self)[read] = value(self)
                return ActionResult({answer: settings(self)[read]})

            return answered

        for action, value in actions.items():
            setattr(EC2Response, action, act(value))
        setattr(EC2Response, read, lambda self: ActionResult({answer: settings(self).get(read, default)}))

    setting(
        {
            "enable_serial_console_access": lambda self: True,
            "disable_serial_console_access": lambda self: False,
        },
        "get_serial_console_access_status",
        "SerialConsoleAccessEnabled",
        False,
    )
    setting(
        {
            "enable_snapshot_block_public_access": lambda self: self._get_param("State"),
            "disable_snapshot_block_public_access": lambda self: "unblocked",
        },
        "get_snapshot_block_public_access_state",
        "State",
        "unblocked",
    )
    setting(
        {
            "enable_image_block_public_access": lambda self: self._get_param("ImageBlockPublicAccessState"),
            "disable_image_block_public_access": lambda self: "unblocked",
        },
        "get_image_block_public_access_state",
        "ImageBlockPublicAccessState",
        "unblocked",
    )
    setting(
        {
            "modify_ebs_default_kms_key_id": lambda self: self._get_param("KmsKeyId"),
            "reset_ebs_default_kms_key_id": lambda self: "alias/aws/ebs",
        },
        "get_ebs_default_kms_key_id",
        "KmsKeyId",
        "alias/aws/ebs",
    )

    def modify_instance_metadata_defaults(self):
        asked = {name: self._get_param(name) for name in ["HttpTokens", "HttpEndpoint", "InstanceMetadataTags"]}
        asked["HttpPutResponseHopLimit"] = self._get_int_param("HttpPutResponseHopLimit", -1)
        given = {name: value for name, value in asked.items() if value not in (None, "no-preference", -1)}
        settings(self)["metadata"] = given
        return ActionResult({"Return": True})

    def get_instance_metadata_defaults(self):
        return ActionResult({"AccountLevel": settings(self).get("metadata", {})})

    EC2Response.modify_instance_metadata_defaults = modify_instance_metadata_defaults
    EC2Response.get_instance_metadata_defaults = get_instance_metadata_defaults


@mend
def subscribers_and_tags_of_budgets():
    """moto keeps who is told of a budget, and does not tell it; it forgets tags."""
    import json

    from moto.budgets.responses import BudgetsResponse

    create = BudgetsResponse.create_budget
    tags = {}

    def create_with_tags(self):
        name = self._get_param("Budget")["BudgetName"]
        tags[f":budget/{name}", self.current_account] = self._get_param("ResourceTags", [])
        return create(self)

    def describe_subscribers_for_notification(self):
        account, name, wanted = (self._get_param(key) for key in ["AccountId", "BudgetName", "Notification"])
        budget = self.backend.budgets[account][name]
        found = [one.subscribers for one in budget.notifications if one.details == wanted]
        return json.dumps({"Subscribers": found[0]})

    def list_tags_for_resource(self):
        arn = self._get_param("ResourceARN")
        key = (arn[arn.index(":budget/") :], self.current_account)
        return json.dumps({"ResourceTags": tags.get(key, [])})

    BudgetsResponse.create_budget = create_with_tags
    BudgetsResponse.describe_subscribers_for_notification = describe_subscribers_for_notification
    BudgetsResponse.list_tags_for_resource = list_tags_for_resource


@mend
def quotas_asked_for():
    """moto has quotas of VPCs, and takes no request. Here each is 1, and no request is decided on."""
    import json
    import uuid

    from moto.servicequotas.responses import ServiceQuotasResponse

    requests = {}

    def quota(self):
        asked = json.loads(self.body)
        service, code = asked["ServiceCode"], asked["QuotaCode"]
        arn = f"arn:{self.partition}:servicequotas:{self.region}:{self.current_account}:{service}/{code}"
        names = {"ServiceName": service, "QuotaName": code, "QuotaArn": arn}
        return {"ServiceCode": service, "QuotaCode": code, **names, "Value": 1.0, "Adjustable": True}

    def get_quota(self):
        return json.dumps({"Quota": quota(self)})

    def request_service_quota_increase(self):
        request = {**quota(self), "Id": uuid.uuid4().hex, "Status": "PENDING"}
        request["DesiredValue"] = json.loads(self.body)["DesiredValue"]
        requests[request["Id"]] = request
        return json.dumps({"RequestedQuota": request})

    def get_requested_service_quota_change(self):
        return json.dumps({"RequestedQuota": requests[json.loads(self.body)["RequestId"]]})

    ServiceQuotasResponse.get_service_quota = get_quota
    ServiceQuotasResponse.get_aws_default_service_quota = get_quota
    ServiceQuotasResponse.request_service_quota_increase = request_service_quota_increase
    ServiceQuotasResponse.get_requested_service_quota_change = get_requested_service_quota_change
`.trim();
