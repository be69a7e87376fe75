/** What moto does differently from EC2 Auto Scaling. */
export const AUTO_SCALING_MENDS = `
@mend
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


@mend
def scaling_policy_enabled():
    """moto says neither that a policy is enabled nor that it has no predictive part."""
    from moto.autoscaling.models import FakeScalingPolicy

    create = FakeScalingPolicy.__init__

    def create_enabled(self, *args, **kwargs):
        create(self, *args, **kwargs)
        self.enabled = True
        self.predictive_scaling_configuration = self.predictive_scaling_configuration or None

    FakeScalingPolicy.__init__ = create_enabled
`.trim();
