/** What tools that only read files may know of the user's environment. */
const KEPT =
  /^(PATH|HOME|USER|LOGNAME|TMPDIR|TMP|TEMP|LANG|LC_[A-Z]+|TZ|SSL_CERT_(FILE|DIR)|(https?|no)_proxy)$/i;

/**
 * The part of an environment that lint and scan tools get: no credentials, and no variable that could change
 * what they check (`AWS_*`, `TF_*`, `TFLINT_*`, `CKV_*`, `BC_*`, `PYTHON*`).
 */
export function plainEnvironment(
  env: Readonly<Record<string, string>>,
  extra: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return { ...Object.fromEntries(Object.entries(env).filter(([name]) => KEPT.test(name))), ...extra };
}
