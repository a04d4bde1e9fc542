/** Where something was masked or left out, for the author to see; never what it was. */
export interface MaskedPlace {
  /** The decision it stood in; null for what a page says beside its cases, and for the list of names. */
  readonly case: string | null;
  /** Name of the text (`prompt`, `before`, …), `check`, `model` and so on for a plain field, or `names`. */
  readonly where: string;
  /** Line in that text as it is published, from 1; for `names`, the place in the list. */
  readonly line: number;
  /** What it was taken for, as in its mark `[secret:kind]`; `name` or `path` where that is why something was left out. */
  readonly kind: string;
  /** Present where it cannot be masked, because its record is proved to the letter: the whole record is left out. */
  readonly leftOut?: true;
}

/** A mark that something was masked. */
const mark = /\[secret:([a-z0-9-]+)\]/g;

/**
 * The marks a masked text has and the text before had not.
 * @returns line from 1 and kind, in their order
 */
export function newMarks(before: string, after: string): { readonly line: number; readonly kind: string }[] {
  if (before === after) return [];
  const old = new Set(before.split('\n'));
  return after
    .split('\n')
    .flatMap((line, index) =>
      old.has(line) ? [] : Array.from(line.matchAll(mark), ([, kind = 'value']) => ({ line: index + 1, kind })),
    );
}

/** Whole words as their owners write them; all others as they are in the kind. */
const spelled: Readonly<Record<string, string>> = {
  github: 'GitHub', gitlab: 'GitLab', aws: 'AWS', openai: 'OpenAI', pypi: 'PyPI', npm: 'npm', jwt: 'JWT', sas: 'shared access signature',
  id: 'id', sendgrid: 'SendGrid', huggingface: 'Hugging Face', digitalocean: 'DigitalOcean', planetscale: 'PlanetScale', circleci: 'CircleCI',
  gcp: 'Google Cloud', oauth: 'OAuth', sid: 'id',
}; // prettier-ignore
const plainWords: ReadonlySet<string> = new Set([
  'key', 'token', 'password', 'value', 'private', 'webhook', 'signature', 'cookie', 'hash', 'secret', 'name', 'path', 'model', 'database', 'connection', 'string',
]); // prettier-ignore

/** What a kind of secret is called in a sentence, with its article: "a GitHub token". */
export function kindWords(kind: string): string {
  const words =
    kind === 'value'
      ? 'secret value'
      : kind
          .split('-')
          .map((word) => spelled[word] ?? (plainWords.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
          .join(' ');
  return `${/^(?:[aeio]|AWS|npm|SSH)/i.test(words) ? 'an' : 'a'} ${words}`;
}
