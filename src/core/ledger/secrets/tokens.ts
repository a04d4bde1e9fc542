// Secrets known by their published shape. Longest and most specific first: a later, wider pattern must not swallow the
// name of an earlier one.

interface SecretKind {
  readonly kind: string;
  readonly pattern: RegExp;
}

const kinds: readonly SecretKind[] = [
  {
    kind: 'private-key',
    pattern:
      /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  // A PEM file in base64, as Kubernetes and CI hold it; a certificate alone is public.
  { kind: 'private-key', pattern: /\bLS0tLS1CRUdJTi(?!BDRVJU)[A-Za-z0-9+/]{24,}={0,2}/g },
  { kind: 'private-key', pattern: /\bAGE-SECRET-KEY-1[0-9A-Z]{40,}/g },
  { kind: 'jwt', pattern: /\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g },
  { kind: 'anthropic-key', pattern: /\bsk-ant-[A-Za-z0-9_-]{16,}/g },
  { kind: 'openai-key', pattern: /\bsk-(?:proj-|svcacct-|admin-)?(?=[A-Za-z_-]{0,60}\d)[A-Za-z0-9_-]{20,}/g },
  { kind: 'github-token', pattern: /(?<![A-Za-z0-9])(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})/g },
  { kind: 'gitlab-token', pattern: /\bgl(?:pat|ptt|dt|rt|cbt|soat|ft|agent)-[A-Za-z0-9_-]{16,}/g },
  { kind: 'aws-key-id', pattern: /(?<![A-Za-z0-9])(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/g },
  { kind: 'google-key', pattern: /(?<![A-Za-z0-9])AIza[A-Za-z0-9_-]{35}/g },
  { kind: 'google-oauth', pattern: /\b(?:ya29\.|GOCSPX-)[A-Za-z0-9_-]{20,}/g },
  { kind: 'slack-token', pattern: /\bxox[abeoprs](?:\.xox[bp])?-[A-Za-z0-9-]{10,}|\bxapp-\d-[A-Za-z0-9-]{10,}/g },
  { kind: 'slack-webhook', pattern: /\bhttps:\/\/hooks\.slack\.com\/(?:services|workflows)\/[A-Za-z0-9/_-]{20,}/g },
  {
    kind: 'discord-webhook',
    pattern: /\bhttps:\/\/(?:\w+\.)?discord(?:app)?\.com\/api\/webhooks\/\d+\/[A-Za-z0-9_-]{20,}/g,
  },
  { kind: 'discord-token', pattern: /\b[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}/g },
  { kind: 'stripe-key', pattern: /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}|\bwhsec_[A-Za-z0-9+/=]{20,}/g },
  { kind: 'npm-token', pattern: /\bnpm_[A-Za-z0-9]{30,}/g },
  { kind: 'pypi-token', pattern: /\bpypi-[A-Za-z0-9_-]{30,}/g },
  { kind: 'huggingface-token', pattern: /\bhf_[A-Za-z0-9]{24,}/g },
  { kind: 'sendgrid-key', pattern: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g },
  { kind: 'azure-key', pattern: /\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{30,}={0,2}/g },
  { kind: 'azure-key', pattern: /(?<![A-Za-z0-9])[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,34}/g },
  { kind: 'digitalocean-token', pattern: /\bdo[opr]_v1_[0-9a-f]{40,}/g },
  { kind: 'telegram-token', pattern: /\b\d{8,10}:AA[A-Za-z0-9_-]{32,}/g },
  { kind: 'twilio-key', pattern: /\bSK[0-9a-f]{32}\b/g },
  { kind: 'mailgun-key', pattern: /\bkey-[0-9a-f]{32}\b/g },
  { kind: 'mailchimp-key', pattern: /\b[0-9a-f]{32}-us\d{1,2}\b/g },
  { kind: 'shopify-token', pattern: /\bshp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}/g },
  { kind: 'square-token', pattern: /\bsq0(?:atp|csp)-[A-Za-z0-9_-]{22,}/g },
  { kind: 'databricks-token', pattern: /\bdapi[0-9a-f]{32}/g },
  { kind: 'linear-key', pattern: /\blin_(?:api|oauth)_[A-Za-z0-9]{30,}/g },
  { kind: 'notion-token', pattern: /\b(?:secret|ntn)_[A-Za-z0-9]{40,}/g },
  { kind: 'vault-token', pattern: /\bhv[sbr]\.[A-Za-z0-9_-]{20,}/g },
  { kind: 'terraform-token', pattern: /\b[A-Za-z0-9]{10,}\.atlasv1\.[A-Za-z0-9_=-]{40,}/g },
  { kind: 'model-key', pattern: /\b(?:gsk_|xai-|r8_|pplx-|fw_|nvapi-|csk-|AI71-)[A-Za-z0-9_-]{30,}/g },
  { kind: 'planetscale-key', pattern: /\bpscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.-]{30,}/g },
  { kind: 'new-relic-key', pattern: /\bNRAK-[A-Z0-9]{27}\b/g },
  { kind: 'sentry-token', pattern: /\bsntry[su]_[A-Za-z0-9_=+/-]{30,}/g },
  { kind: 'postman-key', pattern: /\bPMAK-[0-9a-f]{24}-[0-9a-f]{34}/g },
  { kind: 'grafana-token', pattern: /\bgl(?:sa|c)_[A-Za-z0-9+/=_]{32,}/g },
  { kind: 'docker-token', pattern: /\bdckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}/g },
  { kind: 'atlassian-token', pattern: /\bATATT3[A-Za-z0-9_=-]{50,}/g },
  { kind: 'figma-token', pattern: /\bfig[dour]_[A-Za-z0-9_-]{30,}/g },
  { kind: 'sas', pattern: /(?<=[?&]sig=)[A-Za-z0-9%+/=_-]{20,}/g },
];

/** A token whose known beginning and its rest stand in two string pieces. */
const splitToken =
  /(["'`])((?:ghp_|gho_|ghs_|github_pat_|sk-|sk-ant-|sk-proj-|xox[abp]-|AKIA|ASIA|glpat-|sk_live_|sk_test_|rk_live_|AIza|npm_|hf_|eyJ)[\w-]*)\1(\s*[+.]\s*)(["'`])[\w+/=.-]{8,}\4/g;

/** Replaces secrets known by their shape. */
export function maskTokens(text: string): string {
  let masked = text;
  for (const { kind, pattern } of kinds) masked = masked.replace(pattern, `[secret:${kind}]`);
  return masked.replace(splitToken, (_whole, quote: string) => `${quote}[secret:token]${quote}`);
}
