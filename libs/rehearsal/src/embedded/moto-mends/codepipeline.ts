/** What moto does differently from CodePipeline. */
export const CODEPIPELINE_MENDS = `
@mend
def times_as_numbers():
    """moto tells when a pipeline ran as text, where CodePipeline gives seconds: the SDK for JavaScript refuses text."""
    from moto.codepipeline.models import PipelineExecution
    from moto.core.utils import unix_time

    summary = PipelineExecution.to_summary_dict

    def summary_in_seconds(self):
        answer = summary(self)
        answer["startTime"] = unix_time(self.start_time)
        answer["lastUpdateTime"] = unix_time(self.last_update_time)
        return answer

    PipelineExecution.to_summary_dict = summary_in_seconds
`.trim();
