/** State Manager, which moto lacks: associations are kept, nothing runs, and all of it has succeeded. */
export const ASSOCIATION_MENDS = `
@mend
def associations():
    import json
    import uuid
    from collections import defaultdict

    from moto.core.responses import ActionResult, EmptyResult
    from moto.ssm.exceptions import ValidationException
    from moto.ssm.models import SimpleSystemManagerBackend
    from moto.ssm.responses import SimpleSystemManagerResponse

    kept = defaultdict(dict)
    validate = SimpleSystemManagerBackend._validate_resource_type_and_id

    def validate_associations(self, resource_type, resource_id):
        if resource_type == "Association":
            return resource_id
        return validate(self, resource_type, resource_id)

    def own(self):
        return kept[self.current_account, self.region]

    def answer(self, association):
        return ActionResult({"AssociationDescription": association})

    def create_association(self):
        asked = json.loads(self.body)
        tags = {tag["Key"]: tag["Value"] for tag in asked.pop("Tags", [])}
        key = str(uuid.uuid4())
        about = {"AssociationId": key, "AssociationVersion": "1", "Overview": {"Status": "Success"}}
        own(self)[key] = {**asked, **about}
        self.ssm_backend.add_tags_to_resource("Association", key, tags)
        return answer(self, own(self)[key])

    def describe_association(self):
        key = json.loads(self.body)["AssociationId"]
        if key not in own(self):
            error = ValidationException(f"{key} is no association")
            error.code = "AssociationDoesNotExist"
            raise error
        return answer(self, own(self)[key])

    def update_association(self):
        asked = json.loads(self.body)
        own(self)[asked["AssociationId"]].update(asked)
        return answer(self, own(self)[asked["AssociationId"]])

    def delete_association(self):
        own(self).pop(json.loads(self.body)["AssociationId"], None)
        return EmptyResult()

    SimpleSystemManagerBackend._validate_resource_type_and_id = validate_associations
    for method in [create_association, describe_association, update_association, delete_association]:
        setattr(SimpleSystemManagerResponse, method.__name__, method)
`.trim();
