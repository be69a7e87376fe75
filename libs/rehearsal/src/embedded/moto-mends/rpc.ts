/**
 * A protocol that moto lacks: Smithy's RPC version 2 in CBOR.
 * https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
 *
 *     POST /service/<service>/operation/<operation>, CBOR  ──►  POST /, a form  ──►  moto
 *                                    CBOR, tagged times  ◄──  XML           ◄──
 */
export const RPC_MENDS = `
@mend
def calls_in_cbor():
    """
    The AWS provider calls CloudWatch in CBOR, moto understands AWS's older query protocol, which says the same. botocore
    knows both directions of that one: what it writes as a client is what moto reads.
    """
    import io
    import re
    from functools import cache
    from urllib.parse import urlencode

    import cbor2
    from botocore.parsers import create_parser
    from botocore.serialize import create_serializer
    from botocore.session import get_session
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication
    from werkzeug.test import run_wsgi_app

    call_path = re.compile(r"/service/(\\w+)/operation/(\\w+)")
    services = {"GraniteServiceVersion20100801": "cloudwatch"}
    answer = DomainDispatcherApplication.__call__

    @cache
    def model_of(service):
        return get_session().get_service_model(services[service])

    def as_query(environ, operation):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        arguments = cbor2.loads(body) if body else {}
        form = create_serializer("query").serialize_to_request(arguments, operation)["body"]
        encoded = urlencode(form).encode()
        return {
            **environ,
            "PATH_INFO": "/",
            "CONTENT_TYPE": "application/x-www-form-urlencoded; charset=utf-8",
            "CONTENT_LENGTH": str(len(encoded)),
            "wsgi.input": io.BytesIO(encoded),
        }

    def as_cbor(response, operation):
        parsed = create_parser("query").parse(response, operation.output_shape)
        parsed.pop("ResponseMetadata", None)
        if response["status_code"] < 300:
            return cbor2.dumps(parsed, datetime_as_timestamp=True), {}
        code, message = parsed["Error"].get("Code", "InternalFailure"), parsed["Error"].get("Message", "")
        # CBOR names the error's type, the query protocol the code that this type once had.
        types = {shape.metadata.get("error", {}).get("code"): shape.name for shape in operation.error_shapes}
        error = {"__type": types.get(code, code), "message": message}
        return cbor2.dumps(error), {"x-amzn-query-error": f"{code};Sender"}

    def answer_in_cbor(self, environ, start_response):
        call = call_path.fullmatch(environ.get("PATH_INFO", ""))
        if environ.get("HTTP_SMITHY_PROTOCOL") != "rpc-v2-cbor" or call is None or call[1] not in services:
            return answer(self, environ, start_response)
        operation = model_of(call[1]).operation_model(call[2])
        said, status, headers = run_wsgi_app(
            lambda *request: answer(self, *request), as_query(environ, operation), buffered=True
        )
        response = {"status_code": int(status[:3]), "headers": dict(headers), "body": b"".join(said)}
        body, more = as_cbor(response, operation)
        kind = {"smithy-protocol": "rpc-v2-cbor", "content-type": "application/cbor", **more}
        start_response(status, [*kind.items(), ("content-length", str(len(body)))])
        return [body]

    DomainDispatcherApplication.__call__ = answer_in_cbor
`.trim();
