// What must not be written down even though it stands in somebody's code: replaced by `[secret:kind]` before anything
// is stored, so that the decision stays and the secret does not. Patterns name the published shape of each token; they
// err on the side of masking. Applied to whole texts and again line by line for keys that were pasted in pieces.

interface SecretKind {
  readonly kind: string;
  readonly pattern: RegExp;
}

// Longest and most specific first: a later, wider pattern must not swallow the name of an earlier one.
const kinds: readonly SecretKind[] = [
  {
    kind: 'private-key',
    pattern:
      /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  { kind: 'jwt', pattern: /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g },
  { kind: 'anthropic-key', pattern: /\bsk-ant-[A-Za-z0-9_-]{16,}/g },
  { kind: 'openai-key', pattern: /\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{20,}/g },
  { kind: 'github-token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})/g },
  { kind: 'gitlab-token', pattern: /\bgl(?:pat|ptt|dt|rt|cbt|soat|ft)-[A-Za-z0-9_-]{16,}/g },
  { kind: 'aws-key-id', pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g },
  { kind: 'google-key', pattern: /\bAIza[A-Za-z0-9_-]{35}/g },
  { kind: 'google-oauth', pattern: /\bya29\.[A-Za-z0-9_-]{20,}/g },
  { kind: 'slack-token', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g },
  { kind: 'slack-webhook', pattern: /\bhttps:\/\/hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/_-]{20,}/g },
  { kind: 'stripe-key', pattern: /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}/g },
  { kind: 'npm-token', pattern: /\bnpm_[A-Za-z0-9]{30,}/g },
  { kind: 'pypi-token', pattern: /\bpypi-[A-Za-z0-9_-]{30,}/g },
  { kind: 'huggingface-token', pattern: /\bhf_[A-Za-z0-9]{24,}/g },
  { kind: 'sendgrid-key', pattern: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g },
  { kind: 'azure-key', pattern: /\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{30,}={0,2}/g },
  { kind: 'digitalocean-token', pattern: /\bdo[opr]_v1_[0-9a-f]{40,}/g },
  { kind: 'telegram-token', pattern: /\b\d{8,10}:AA[A-Za-z0-9_-]{32,}/g },
];

/** `scheme://user:password@host`: only the password goes. */
const urlPassword = /\b([a-z][a-z0-9+.-]*:\/\/[^\s/:@'"`]*):([^\s/@'"`]+)@/gi;

/** `AWS_SECRET_ACCESS_KEY = "…"`, `password: '…'`: a long value under a telling name. Only the value goes. */
const namedSecret =
  /((?:secret|passw(?:or)?d|passwd|api[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token|refresh[_-]?token|client[_-]?secret|private[_-]?key)[A-Za-z0-9_-]*["']?\s*(?::=|=>|[:=])\s*["'`])([^\s"'`]{8,})(["'`])/gi;

/** The same in a file of shell variables, where values stand without quotes. */
const namedSecretBare =
  /^(\s*(?:export\s+)?[A-Z0-9_]*(?:SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_?KEY|TOKEN)[A-Z0-9_]*\s*=\s*)([A-Za-z0-9+/_=.-]{16,})\s*$/gm;

/** A line that is nothing but a long run of base64, perhaps behind a comment mark: the body of a key. */
const keyBodyLine =
  /^[ \t]*(?:\/\/|#|--|\*|;|>|"|')?[ \t]*["']?([A-Za-z0-9+/]{60,76}={0,2})(?:\\n)?["']?[ \t]*[+,;\\]?[ \t]*$/;

/** A private key's marker lines, wherever they stand in a line. */
const keyMarker = /-----(?:BEGIN|END) [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/;

/**
 * Replaces secrets by `[secret:kind]`.
 * @returns the text as it may be stored; the same string where nothing was found
 */
export function maskSecrets(text: string): string {
  let masked = maskKeyBodies(text);
  for (const { kind, pattern } of kinds) masked = masked.replace(pattern, `[secret:${kind}]`);
  return masked
    .replace(urlPassword, '$1:[secret:password]@')
    .replace(namedSecret, (whole, name: string, value: string, quote: string) =>
      value.startsWith('[secret:') || isPlaceholder(value) ? whole : `${name}[secret:value]${quote}`,
    )
    .replace(namedSecretBare, (whole, name: string, value: string) =>
      isPlaceholder(value) ? whole : `${name}[secret:value]`,
    );
}

/** Keys in pieces: behind comment marks or quotes, with the end missing, or several lines of base64 on their own. */
function maskKeyBodies(text: string): string {
  if (!keyMarker.test(text) && !/[A-Za-z0-9+/]{60}/.test(text)) return text;
  const lines = text.split('\n');
  const bodies = lines.map((line) => keyBodyLine.test(line.replace(/\r$/, '')));
  let inKey = false;
  return lines
    .map((line, index) => {
      if (/-----BEGIN [A-Z0-9 ]*PRIVATE KEY/.test(line)) inKey = true;
      const marker = keyMarker.test(line);
      const ends = /-----END [A-Z0-9 ]*PRIVATE KEY/.test(line);
      // Two neighbouring lines of base64 are a body even without its markers; one alone may be a digest.
      const body = bodies[index] === true && (inKey || bodies[index - 1] === true || bodies[index + 1] === true);
      const short =
        inKey &&
        !marker &&
        /^[ \t]*(?:\/\/|#|--|\*|;|>|"|')?[ \t]*["']?[A-Za-z0-9+/]{4,76}={0,2}(?:\\n)?["']?[ \t]*[+,;\\]?[ \t\r]*$/.test(
          line,
        );
      if (ends) inKey = false;
      return body || short || (marker && !/BEGIN[\s\S]*END/.test(line)) ? '[secret:private-key]' : line;
    })
    .filter((line, index, all) => line !== '[secret:private-key]' || all[index - 1] !== line)
    .join('\n');
}

/** Values that only say where the secret would be. */
function isPlaceholder(value: string): boolean {
  return /^(?:\$\{|\$[A-Z(]|<|\{\{|process\.env|os\.environ|%[A-Z_]+%|x{3,}|\*{3,}|your[-_]|changeme|example)/i.test(
    value,
  );
}
