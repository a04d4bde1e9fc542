import { visibleText } from './escape.ts';
import { toolName } from '../shared/toolNames.ts';
import type { CheckWay } from './checkCounts.ts';
import type { SurvivalCheckpoint } from '../ledger/left.ts';
import type { Domain, Evidence, Outcome, Stance, Surface, TaskKind, Verdict } from '../shared/words.ts';

// How the record's ids read in a portfolio. What is not listed is shown as it is, so names a newer version knows stay.

/** A tool's name for people; not yet escaped. */
export function toolTitle(id: string): string {
  return toolName(id) ?? 'an AI tool';
}

const languages: Readonly<Record<string, string>> = {
  typescript: 'TypeScript',
  typescriptreact: 'TypeScript (React)',
  javascript: 'JavaScript',
  javascriptreact: 'JavaScript (React)',
  python: 'Python',
  go: 'Go',
  rust: 'Rust',
  java: 'Java',
  kotlin: 'Kotlin',
  swift: 'Swift',
  c: 'C',
  cpp: 'C++',
  csharp: 'C#',
  php: 'PHP',
  ruby: 'Ruby',
  sql: 'SQL',
  html: 'HTML',
  css: 'CSS',
  scss: 'SCSS',
  json: 'JSON',
  jsonc: 'JSON',
  yaml: 'YAML',
  toml: 'TOML',
  markdown: 'Markdown',
  shellscript: 'Shell',
  terraform: 'Terraform',
  dockerfile: 'Dockerfile',
  plaintext: 'plain text',
};

/** A language's name for people; not yet escaped. */
export function languageName(id: string | null): string {
  if (id === null) return 'other';
  return Object.hasOwn(languages, id) ? (languages[id] ?? id) : id;
}

export const surfaceWords: Readonly<Record<Surface, string>> = {
  inline: 'inline suggestions',
  'next-edit': 'next-edit suggestions',
  chat: 'chat',
  agent: 'agents',
  paste: 'pasted answers',
};

export const kindWords: Readonly<Record<TaskKind, string>> = {
  feature: 'features',
  fix: 'fixes',
  refactor: 'refactoring',
  test: 'tests',
  docs: 'documentation',
  config: 'configuration',
  migration: 'migrations',
  other: 'other work',
};

export const domainWords: Readonly<Record<Domain, string>> = {
  'front-end': 'front end',
  'back-end': 'back end',
  data: 'data',
  infra: 'infrastructure',
  mobile: 'mobile',
  docs: 'documentation',
  other: 'other parts',
};

export const checkWayWords: Readonly<Record<CheckWay, string>> = {
  test: 'tests',
  'type-check': 'type checks',
  lint: 'linters',
  build: 'builds',
  run: 'starting the program',
  problems: 'problems the editor shows',
  diff: 'looking at the difference',
};

export const checkpointWords: Readonly<Record<SurvivalCheckpoint, string>> = {
  '30s': 'after 30 seconds',
  '120s': 'after 2 minutes',
  '300s': 'after 5 minutes',
  '600s': 'after 10 minutes',
  commit: 'in the commit',
  '14d': 'after 14 days',
};

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  'over-reliance': 'reworked later (over-reliance)',
  'good-override': 'my own version stood (good override)',
  'under-reliance': 'came back to it (under-reliance)',
};

export const evidenceWords: Readonly<Record<Evidence['kind'], string>> = {
  digest: 'matched with a tool’s own record, byte for byte',
  mark: 'seen as it was accepted by a key press',
  transcript: 'matched with a tool’s transcript',
  paste: 'pasted from outside the editor',
  shape: 'the shape of the edit',
};

export const stanceTitles: Readonly<Record<Stance, string>> = {
  trusted: 'Trusted',
  adapted: 'Adapted',
  overrode: 'Overrode',
};

/** What the verdicts mean, for someone who never heard of them. */
export const verdictMeanings: Readonly<Record<Verdict, string>> = {
  trusted: 'kept as offered',
  adapted: 'kept after changes',
  overrode: 'rejected, removed or rewritten',
  undecided: 'not decided yet',
};

export const monthNames: readonly string[] =
  'January February March April May June July August September October November December'.split(' ');

/** "2 October 2026" for an ISO time, in UTC. */
export function longDate(at: string): string {
  const [year = '', month = '', day = ''] = at.slice(0, 10).split('-');
  return `${String(Number(day))} ${monthNames[Number(month) - 1] ?? month} ${year}`;
}

const small = 'none one two three four five six seven eight nine'.split(' ');

/** Counts below ten as words, as they read in a sentence. */
export function countWord(count: number): string {
  return small[count] ?? String(count);
}

/** "1 line", "3 lines". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${String(count)} ${count === 1 ? one : many}`;
}

/** "a", "a and b", "a, b and c". */
export function listWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The first letter in upper case, for the beginning of a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first sentence or line of a text, cut at a word where it is longer than `most` characters; not yet escaped. */
export function firstWords(text: string, most: number): string {
  const lines = visibleText(text).split('\n');
  // Without what marks a heading, a list or a quotation.
  const line = (
    lines.map((raw) => raw.replace(/^[\s#>*+-]*(?:\d+[.)]\s+)?/, '').trim()).find((raw) => raw !== '') ?? ''
  ).replace(/\s+/gu, ' ');
  // A full stop after a few letters ends an abbreviation, not a sentence.
  const sentence = /^.{12,}?[.!?](?=\s)/u.exec(line)?.[0] ?? line;
  const characters = Array.from(sentence);
  if (characters.length <= most) return sentence.replace(/[.:;,!]+$/, '');
  return `${characters
    .slice(0, most)
    .join('')
    .replace(/\s+\S*$/, '')} …`;
}
