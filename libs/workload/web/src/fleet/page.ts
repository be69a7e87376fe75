/** The port that the page is served on; above 1024, so that no privilege is needed. */
export const PAGE_PORT = 8080;

export interface PageProps {
  readonly message: string;
  /** Where the page is served from, shown below the message. */
  readonly region: string;
}

/**
 * What an instance does at its first start: write the page and serve it with the image's own Python, as a user without
 * rights. Nothing is downloaded, so it also works without a way to the internet.
 *
 * `/` is the page and `/health` says "ok", both with status 200. An instance on which that does not come true says why in
 * its system log and powers off, so that another one is started without waiting for the load balancer's verdict.
 */
export function pageScript({ message, region }: PageProps): string {
  return `#!/bin/bash
set -euo pipefail

give_up() {
  echo "the page did not come up: line $1 failed" >&2
  journalctl --unit page --lines 20 --no-pager >&2 || true
  poweroff
}
trap 'give_up "$LINENO"' ERR

mkdir -p /srv/page
cat >/srv/page/index.html <<'PAGE'
<!doctype html>
<meta charset="utf-8">
<title>${escapeHtml(message)}</title>
<h1>${escapeHtml(message)}</h1>
<p>served from ${region}</p>
PAGE
echo ok >/srv/page/health

cat >/etc/systemd/system/page.service <<'UNIT'
[Unit]
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=/usr/bin/python3 -m http.server ${PAGE_PORT} --directory /srv/page
DynamicUser=yes
ProtectSystem=strict
Restart=always

[Install]
WantedBy=multi-user.target
UNIT
systemctl enable --now page.service
curl --silent --show-error --fail --output /dev/null --retry 30 --retry-delay 1 --retry-connrefused \\
  http://127.0.0.1:${PAGE_PORT}/health
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
