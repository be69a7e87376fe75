/** What moto does differently from KMS. */
export const KMS_MENDS = `
@mend
def rotation_period_remembered():
    """moto forgets how often a key rotates."""
    import json

    from moto.kms.responses import KmsResponse

    enable, status = KmsResponse.enable_key_rotation, KmsResponse.get_key_rotation_status

    def enable_every(self):
        answer = enable(self)
        key = self.kms_backend.describe_key(self._get_param("KeyId"))
        key.rotation_period = self._get_param("RotationPeriodInDays", 365)
        return answer

    def status_with_period(self):
        said = json.loads(status(self))
        if said["KeyRotationEnabled"]:
            key = self.kms_backend.describe_key(self._get_param("KeyId"))
            said["RotationPeriodInDays"] = getattr(key, "rotation_period", 365)
        return json.dumps(said)

    KmsResponse.enable_key_rotation = enable_every
    KmsResponse.get_key_rotation_status = status_with_period
`.trim();
