/** What moto does differently from a web server. */
export const SERVER_MENDS = `
@mend
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
`.trim();
