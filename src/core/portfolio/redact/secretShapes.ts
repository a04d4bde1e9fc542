// Secrets that the ledger's own masking (core/ledger/secrets) and the recommended rules of secretlint let through, by
// the shape their issuers publish. A portfolio goes to strangers: here a false mark costs less than a secret.

interface Shape {
  readonly kind: string;
  readonly pattern: RegExp;
  /** What must stand in a text for the pattern to be tried: quick to look for. */
  readonly hint: RegExp;
}

/** Before and after a token: nothing that could be a part of it. */
const before = String.raw`(?<![A-Za-z0-9])`;
const after = String.raw`(?![A-Za-z0-9])`;

const prefixed: readonly (readonly [string, string])[] = [
  ['aws-key-id', '(?:AIPA|AROA|AIDA|ANPA|ANVA|AGPA|APKA|ABSK)[A-Z0-9]{16,}'],
  ['digitalocean-token', 'dop_v1_[0-9a-f]{32,}'],
  ['supabase-key', 'sb(?:p|_secret|_publishable)_[A-Za-z0-9_]{20,}'],
  ['firebase-key', 'AAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{100,}'],
  ['heroku-key', 'HRKU-[A-Za-z0-9_-]{30,}'],
  ['pulumi-token', 'pul-[0-9a-f]{40}'],
  ['doppler-token', String.raw`dp\.(?:pt|st|ct|scim|audit)\.[A-Za-z0-9_.-]{30,}`],
  ['onepassword-token', 'ops_eyJ[A-Za-z0-9_-]{40,}'],
  ['circleci-token', 'CCI(?:PAT|PRJ)_[A-Za-z0-9_]{20,}'],
  ['buildkite-token', 'bk(?:ua|ct|aj)_[A-Za-z0-9]{30,}'],
  ['rubygems-key', 'rubygems_[0-9a-f]{40,}'],
  ['crates-token', 'cio[A-Za-z0-9]{32}'],
  ['nuget-key', 'oy2[a-z0-9]{43}'],
  ['clojars-token', 'CLOJARS_[a-z0-9]{50,}'],
  ['dropbox-token', String.raw`sl\.(?:u\.)?[A-Za-z0-9_-]{60,}`],
  ['facebook-token', 'EAA[A-Za-z0-9]{60,}'],
  ['airtable-token', String.raw`pat[A-Za-z0-9]{14}\.[0-9a-f]{40,}`],
  ['typeform-token', 'tfp_[A-Za-z0-9_-]{30,}'],
  ['mapbox-token', String.raw`(?:sk|tk)\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{16,}`],
  ['plaid-token', 'access-(?:production|development|sandbox)-[0-9a-f-]{36}'],
  ['sonar-token', 'sq[ups]_[0-9a-f]{40}'],
  ['dynatrace-token', String.raw`dt0[a-z]\d{2}\.[A-Z0-9]{24}\.[A-Z0-9]{50,}`],
  ['fly-token', 'fo1_[A-Za-z0-9_-]{30,}|fm[12][ar]?_[A-Za-z0-9+/=_-]{60,}'],
  ['netlify-token', 'nfp_[A-Za-z0-9]{30,}'],
  ['render-key', 'rnd_[A-Za-z0-9]{28,}'],
  ['resend-key', 're_(?=[A-Za-z]*\\d)[A-Za-z0-9]{8}_[A-Za-z0-9]{20,}'],
  ['brevo-key', 'xkeysib-[0-9a-f]{60,}-[A-Za-z0-9]{12,}'],
  ['tailscale-key', 'tskey-[a-z]+-[A-Za-z0-9_]{8,}-[A-Za-z0-9_]{16,}'],
  ['azure-devops-token', '[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}'],
  ['gitlab-token', 'gl(?:oas|imt|ffct|cbt|rtr|wt)-[A-Za-z0-9_-]{16,}|GR1348941[A-Za-z0-9_-]{20}'],
  ['openrouter-key', 'sk-or-v1-[0-9a-f]{60,}'],
  ['replicate-token', 'r8_[A-Za-z0-9]{30,}'],
  ['cohere-key', 'co_[A-Za-z0-9]{38,}'],
  ['twilio-sid', 'AC[0-9a-f]{32}'],
  ['adafruit-key', 'aio_[A-Za-z0-9]{26,}'],
  ['flutterwave-key', 'FLWSECK(?:_TEST)?-[A-Za-z0-9-]{12,}'],
  ['shopify-token', 'shp(?:ua|ss|ka|tka)_[A-Za-z0-9]{32}'],
  ['razorpay-key', 'rzp_(?:live|test)_[A-Za-z0-9]{14,}'],
  ['paypal-token', String.raw`access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32}`],
  ['jwt', String.raw`eyJ[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]+){0,2}`],
];

const shapes: readonly Shape[] = [
  ...prefixed.map(([kind, body]) => ({
    kind,
    pattern: new RegExp(`${before}(?:${body})${after}`, 'g'),
    hint: new RegExp(`${before}(?:${body})`),
  })),
  {
    kind: 'private-key',
    pattern: /PuTTY-User-Key-File-\d:[\s\S]*?(?:Private-MAC: ?[0-9a-f]+|$)/g,
    hint: /PuTTY-User/,
  },
  // The base64 of a key pair in OpenSSH's or a PEM's format, without its marker lines and on one line.
  {
    kind: 'private-key',
    pattern:
      /(?<![A-Za-z0-9+/])(?:b3BlbnNzaC1rZXktdjE[A-Za-z0-9+/]|MII[C-J][A-Za-z0-9+/]{2}IBAAKC|MI[GIH][A-Za-z0-9+/]{2,6}AgEAM[A-Za-z0-9+/])[A-Za-z0-9+/=]{24,}/g,
    hint: /b3BlbnNz|MI[GIH]/,
  },
  // Hashes of passwords can be tried against lists of passwords.
  {
    kind: 'password-hash',
    pattern: /\$(?:2[abxy]\$\d\d|apr1|1|5|6|y|argon2(?:id|i|d)|scrypt)\$[A-Za-z0-9./$=,+-]{20,}/g,
    hint: /\$(?:2[abxy]|apr1|[156y]|argon2|scrypt)\$/,
  },
];

/** Values known by the place they stand in; the value is what the second group holds. */
const places: readonly { readonly kind: string; readonly pattern: RegExp; readonly hint: RegExp }[] = [
  { kind: 'password', pattern: /(\bmachine\s+\S+\s+login\s+\S+\s+password\s+)(\S+)/g, hint: /\bmachine\s/ },
  {
    kind: 'password',
    pattern: /(^[\w.*-]+:(?:\d{2,5}|\*):[\w*.-]+:[\w*.-]+:)([^\s:]{4,})$/gm,
    hint: /:(?:\d{2,5}|\*):/,
  },
  {
    kind: 'password',
    pattern: /((?:^|[;?&"'\s])(?:pwd|password|passwd|pass)\s*=\s*)([^\s;"'&$<>{}()[\],]{3,})(?=\s*;|["'&])/gi,
    hint: /pwd|pass/i,
  },
  {
    kind: 'signature',
    pattern:
      /([?&](?:X-Amz-Signature|X-Goog-Signature|Signature|sig|X-Amz-Security-Token|token|access_token|api_key|apikey|key|code)=)([A-Za-z0-9%+/=_.~-]{20,})/g,
    hint: /[?&][\w-]+=/,
  },
  { kind: 'cookie', pattern: /(\b(?:set-)?cookie["'`]?\s*[:=,]\s*["'`]?[\w.-]+=)([^\s;"'`]{16,})/gi, hint: /cookie/i },
  { kind: 'key', pattern: /(\bPrivateKey\s*=\s*)([A-Za-z0-9+/]{42,44}={0,2})/g, hint: /PrivateKey/ },
  {
    kind: 'key',
    pattern:
      /(\b(?:client_secret|private_key_id|refresh_token|id_token|access_token)\\?["']?\s*[:=]\s*\\?["'])([^"'\s\\]{8,})/gi,
    hint: /client_secret|private_key_id|_token/i,
  },
];

const says = /\[secret:|^(?:\$|%|<|\{|process\.|env\.|your|example|placeholder|changeme|x{3,}|\*{3,}|\.{3,})/i;

/** Replaces secrets of these shapes by `[secret:kind]`. */
export function maskShapes(text: string): string {
  let masked = text;
  for (const { kind, pattern, hint } of shapes)
    if (hint.test(masked)) masked = masked.replace(pattern, `[secret:${kind}]`);
  for (const { kind, pattern, hint } of places) {
    if (!hint.test(masked)) continue;
    masked = masked.replace(pattern, (whole, lead: string, value: string) =>
      says.test(value) ? whole : `${lead}[secret:${kind}]`,
    );
  }
  return masked;
}
