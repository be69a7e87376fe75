/** What moto does differently from EC2 Auto Scaling. */
export const AUTO_SCALING_MENDS = `
@mend
def group_with_all_settings():
    """moto forgets what groups have had for a few years only."""
    from moto.autoscaling.responses import AutoScalingResponse

    numbers = {"DefaultInstanceWarmup": "default_instance_warmup", "MaxInstanceLifetime": "max_instance_lifetime"}
    others = {
        "AvailabilityZoneDistribution": "availability_zone_distribution",
        "DesiredCapacityType": "desired_capacity_type",
        "InstanceMaintenancePolicy": "instance_maintenance_policy",
    }

    def remembering(action):
        def act(self):
            answer = action(self)
            group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
            for param, attribute in {**numbers, **others}.items():
                value = self._get_param(param)
                if value is not None:
                    setattr(group, attribute, int(value) if param in numbers else value)
            return answer

        return act

    for name in ("create_auto_scaling_group", "update_auto_scaling_group"):
        setattr(AutoScalingResponse, name, remembering(getattr(AutoScalingResponse, name)))


@mend
def group_with_instance_refresh():
    """moto knows no instance refresh: here one starts, and no instance is replaced."""
    from uuid import uuid4

    from moto.autoscaling.responses import AutoScalingResponse
    from moto.core.responses import ActionResult

    def start_instance_refresh(self):
        self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
        return ActionResult({"InstanceRefreshId": str(uuid4())})

    AutoScalingResponse.start_instance_refresh = start_instance_refresh


@mend
def hook_without_target():
    """moto says that every lifecycle hook notifies somebody else's queue."""
    from moto.autoscaling.models import LifecycleHook

    create = LifecycleHook.__init__

    def create_without_target(self, *args, **kwargs):
        create(self, *args, **kwargs)
        self.role_arn = self.notification_target_arn = None

    LifecycleHook.__init__ = create_without_target


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
