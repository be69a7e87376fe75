/** What moto does differently from DynamoDB. */
export const DYNAMODB_MENDS = `
@mend
def table_key_changed():
    """moto takes the key of a table when the table is made, and no other one later."""
    from moto.dynamodb.responses import DynamoHandler

    update = DynamoHandler.update_table

    def update_with_key(self):
        answer = update(self)
        said = self.body.get("SSESpecification")
        if said is None or "KMSMasterKeyId" not in said:
            return answer
        table = self.dynamodb_backend.get_table(self.body["TableName"])
        table.sse_specification = said
        return type(answer)(table.describe())

    DynamoHandler.update_table = update_with_key
`.trim();
