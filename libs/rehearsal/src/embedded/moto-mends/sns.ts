/** What moto does differently from SNS. */
export const SNS_MENDS = `
@mend
def topic_signature_described():
    """moto keeps how a topic signs its messages and does not say it."""
    from moto.sns.responses import SNSResponse

    describe = SNSResponse.get_topic_attributes

    def describe_with_signature(self):
        answer = describe(self)
        topic = self.backend.get_topic(self._get_param("TopicArn"))
        answer.result["Attributes"]["SignatureVersion"] = getattr(topic, "signature_version", "1")
        return answer

    SNSResponse.get_topic_attributes = describe_with_signature
`.trim();
