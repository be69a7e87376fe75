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
 * `/` is the page and `/health` says "ok", both with status 200.
 */
export function pageScript({ message, region }: PageProps): string {
  return `#!/bin/bash
set -euo pipefail

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
