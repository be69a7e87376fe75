/** What moto does differently from EC2 and VPC. */
export const EC2_MENDS = `
@mend
def flow_logs_into_folder():
    """moto takes the folder behind a bucket's name for a part of the name."""
    from moto.ec2.models.flow_logs import FlowLogsBackend

    create = FlowLogsBackend.create_flow_logs

    def create_in_folder(self, *args, **kwargs):
        destination = kwargs.get("log_destination") or ""
        if kwargs.get("log_destination_type") != "s3" or "/" not in destination:
            return create(self, *args, **kwargs)
        kwargs["log_destination"] = destination.split("/")[0]
        created, failed = create(self, *args, **kwargs)
        for flow_log in created:
            flow_log.log_destination = destination
        return created, failed

    FlowLogsBackend.create_flow_logs = create_in_folder


@mend
def launch_template_data_without_own_tags():
    """moto copies a template's own tags into its data, which in AWS has only those of what it launches."""
    from moto.ec2.models.launch_templates import LaunchTemplate

    create_version = LaunchTemplate.create_version

    def create_version_of_data(self, data, description):
        specs = data.pop("TagSpecifications", [])
        others = [spec for spec in specs if spec.get("ResourceType") != "launch-template"]
        if others:
            data["TagSpecifications"] = others
        return create_version(self, data, description)

    LaunchTemplate.create_version = create_version_of_data


@mend
def rule_described():
    """moto describes only rules about addresses, not those about groups and prefix lists."""
    from moto.ec2.models.security_groups import SecurityGroupRule

    create = SecurityGroupRule.__init__

    def create_described(self, *args, **kwargs):
        create(self, *args, **kwargs)
        peers = (self.source_group, kwargs.get("prefix_list_id") or {})
        self.first_description = next((peer["Description"] for peer in peers if peer.get("Description")), None)

    SecurityGroupRule.__init__ = create_described
    SecurityGroupRule.description = property(
        lambda rule: rule.ip_range.get("Description") or getattr(rule, "first_description", None)
    )
`.trim();
