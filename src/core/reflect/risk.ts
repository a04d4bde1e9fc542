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
    'auth authentication authorization authorize oauth login logout session permission permissions acl rbac access',
    'password passwords secret secrets credential credentials token tokens jwt',
    'crypto cipher encrypt encryption decrypt decryption signature cert certs certificate tls ssl',
    'payment payments billing invoice invoices checkout refund refunds charge charges',
    'sql migration migrations migrate schema deploy deployment release ci workflows pipeline',
    'dockerfile jenkinsfile terraform helm k8s kubernetes',
  ].flatMap((line) => line.split(' ')),
);
const riskyEndings = /\.(tf|sql|pem|prisma)$|(^|\/)\.gitlab-ci\.yml$/;
const riskyLanguages = new Set(['sql', 'terraform', 'dockerfile']);

/** How costly a mistake would be here: a factor of at least 1, from path, language and kind of task alone. */
export function riskOf({ file, language, kind }: RiskClues): number {
  if (kind === 'migration' || (language !== null && riskyLanguages.has(language))) return highRisk;
  if (file === null) return ordinaryRisk;
  // The words of camelCase names count one by one.
  const words = file
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return riskyEndings.test(file) || words.some((word) => riskyWords.has(word)) ? highRisk : ordinaryRisk;
}
