/**
 * A `sitecustomize` module, which Python loads before moto_server runs.
 *
 * It ends moto with the process that started it, and mends what in moto 5.2.5 would keep the AWS provider's
 * second plan from being empty. What does not fit another moto version is reported in the log and left out.
 */
export const MOTO_SITE = `
import os
import sys
import threading


def end_with_starter():
    """Standard input ends when its other end dies, however it died; "keep" means to stay."""
    if os.read(0, 16).strip() != b"keep":
        os._exit(0)


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


def scaling_policy_enabled():
    """moto says neither that a policy is enabled nor that it has no predictive part."""
    from moto.autoscaling.models import FakeScalingPolicy

    create = FakeScalingPolicy.__init__

    def create_enabled(self, *args, **kwargs):
        create(self, *args, **kwargs)
        self.enabled = True
        self.predictive_scaling_configuration = self.predictive_scaling_configuration or None

    FakeScalingPolicy.__init__ = create_enabled


def group_with_instance_warmup():
    """moto forgets how long new instances of a group warm up."""
    from moto.autoscaling.responses import AutoScalingResponse

    def remembering(action):
        def act(self):
            answer = action(self)
            warmup = self._get_param("DefaultInstanceWarmup")
            if warmup is not None:
                group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
                group.default_instance_warmup = int(warmup)
            return answer

        return act

    for name in ("create_auto_scaling_group", "update_auto_scaling_group"):
        setattr(AutoScalingResponse, name, remembering(getattr(AutoScalingResponse, name)))


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


def served_by_waitress():
    """
    A whole answer in one piece. The AWS SDK for Go closes a request's body as soon as the answer's head is there; if its
    writer has not looked for that body's end by then, as happens on a busy machine, it closes the connection. What of
    the answer has not arrived is lost: SDKs then ask again, and Terraform waits for the lock that it just got. moto's own
    server sends head and body in two pieces, and so does waitress unless it is told to collect more than one byte.
    """
    import werkzeug.serving
    from waitress.server import create_server

    def run(host, port, app, **_):
        server = create_server(app, host=host, port=port, threads=16, send_bytes=1_000_000)
        print(f" * Running on http://{host}:{server.effective_port}", flush=True)
        server.run()

    werkzeug.serving.run_simple = run


threading.Thread(target=end_with_starter, daemon=True).start()
for mend in (
    bucket_created_with_tags,
    flow_logs_into_folder,
    group_with_instance_warmup,
    launch_template_data_without_own_tags,
    rule_described,
    scaling_policy_enabled,
    served_by_waitress,
):
    try:
        mend()
    except Exception as problem:
        print(f"not mended, this is another moto: {mend.__name__}: {problem!r}", file=sys.stderr)
`.trimStart();
