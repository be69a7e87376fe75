/** IAM Access Analyzer, a service that moto lacks: analyzers are kept, and find nothing. */
export const ACCESS_ANALYZER_MENDS = `
@mend
def access_analyzer():
    import json
    import re
    import types
    from collections import defaultdict
    from urllib.parse import unquote

    from moto import backend_index
    from moto.core.base_backend import BackendDict, BaseBackend
    from moto.core.exceptions import JsonRESTError
    from moto.core.responses import BaseResponse

    kept = defaultdict(dict)

    class NoSuchAnalyzer(JsonRESTError):
        code = 404

    class AccessAnalyzerResponse(BaseResponse):
        def __init__(self):
            super().__init__(service_name="accessanalyzer")

        def own(self):
            return kept[self.current_account, self.region]

        def named(self):
            name = unquote(self.path.split("/")[2])
            if name not in self.own():
                raise NoSuchAnalyzer("ResourceNotFoundException", f"{name} is no analyzer")
            return name

        def create_analyzer(self):
            asked = json.loads(self.body)
            name = asked["analyzerName"]
            place = f"{self.region}:{self.current_account}"
            analyzer = {"name": name, "arn": f"arn:{self.partition}:access-analyzer:{place}:analyzer/{name}"}
            about = {"status": "ACTIVE", "createdAt": "2025-01-01T00:00:00Z", "tags": asked.get("tags", {})}
            configuration = {key: asked[key] for key in ["configuration"] if key in asked}
            self.own()[name] = {**analyzer, **about, **configuration, "type": asked["type"]}
            return json.dumps({"arn": analyzer["arn"]})

        def get_analyzer(self):
            return json.dumps({"analyzer": self.own()[self.named()]})

        def delete_analyzer(self):
            del self.own()[self.named()]
            return "{}"

        def list_tags_for_resource(self):
            return json.dumps({"tags": self.own()[unquote(self.path).split("/")[-1]]["tags"]})

    class AccessAnalyzerBackend(BaseBackend):
        pass

    base = r"https?://access-analyzer\\.(.+)\\.amazonaws\\.com"
    paths = ["{0}/analyzer$", "{0}/analyzer/(?P<name>[^/]+)$", "{0}/tags/(?P<arn>.+)$"]
    package, urls = types.ModuleType("moto.accessanalyzer"), types.ModuleType("moto.accessanalyzer.urls")
    urls.url_bases, urls.url_paths = [base], {path: AccessAnalyzerResponse.dispatch for path in paths}
    AccessAnalyzerBackend.__module__ = "moto.accessanalyzer.models"
    package.accessanalyzer_backends = BackendDict(AccessAnalyzerBackend, "accessanalyzer")
    package.urls = urls
    sys.modules[package.__name__], sys.modules[urls.__name__] = package, urls
    backend_index.backend_url_patterns.append(("accessanalyzer", re.compile(base)))
`.trim();
