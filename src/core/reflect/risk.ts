import type { TaskKind } from '../shared/words.ts';

/** What risk is judged by. `file` is relative with `/`; null where it was not kept. */
export interface RiskClues {
  readonly file: string | null;
  readonly language: string | null;
  readonly kind: TaskKind | null;
}

/** Factor for ordinary code. */
export const ordinaryRisk = 1;
/** Factor where a mistake is costly: access, money, stored data, what runs in production. */
export const highRisk = 3;

const riskyWords = new Set(
  [
    'auth authn authz authentication authorization authorize oauth oidc saml sso mfa otp login logout signin signup',
    'session sessions permission permissions acl rbac access csrf cors',
    'password passwords secret secrets credential credentials token tokens jwt',
    'crypto cipher encrypt encryption decrypt decryption hmac signature cert certs certificate certificates tls ssl',
    'payment payments billing invoice invoices checkout refund refunds charge charges',
    'sql migration migrations migrate schema alembic flyway liquibase',
    'deploy deployment release ci circleci travis buildkite workflows pipeline pipelines',
    'dockerfile jenkinsfile terraform helm k8s kubernetes',
  ].flatMap((line) => line.split(' ')),
);
const riskyEndings = /\.(tf|sql|pem|prisma)$|(^|\/)\.gitlab-ci\.yml$/;
const riskyLanguages = new Set(['sql', 'terraform', 'dockerfile']);

/** How costly a mistake would be here: a factor of at least 1, from path, language and kind of task alone. */
export function riskOf({ file, language, kind }: RiskClues): number {
  if (kind === 'migration' || (language !== null && riskyLanguages.has(language))) return highRisk;
  if (file === null) return ordinaryRisk;
  // The words of camelCase names count one by one, also after an acronym and before a number: JWTVerifier, oauth2.
  const words = file
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const isRisky = words.some((word) => riskyWords.has(word) || riskyWords.has(word.replace(/\d+$/, '')));
  return riskyEndings.test(file) || isRisky ? highRisk : ordinaryRisk;
}
