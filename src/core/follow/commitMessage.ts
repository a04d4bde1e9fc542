import { wordSet } from './filePath.ts';
import type { TaskKind } from '../shared/words.ts';

// What the first line of a commit message says it is, where it says so. Conventional Commits 1.0.0
// (conventionalcommits.org) first, then the verbs people begin with. English, as nearly all such conventions are.

/** Types of Conventional Commits and what projects made of them. `null`: the type says nothing about the kind. */
const types: ReadonlyMap<string, TaskKind | null> = new Map(
  (
    [
      ['feature', 'feat feature features new'],
      ['fix', 'fix fixes bugfix hotfix bug patch security revert'],
      ['refactor', 'refactor refact refactoring perf performance style styles cleanup format fmt lint rename simplify'],
      ['test', 'test tests testing spec e2e'],
      ['docs', 'docs doc documentation readme changelog'],
      ['config', 'ci cd build config conf deps dep dependencies release infra ops devops docker env bump'],
      ['migration', 'migration migrations migrate'],
      [null, 'chore misc wip ui ux core api merge'],
    ] as const
  ).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const)),
);

/** What a message is about, tried in this order before its verb: "Add tests" is a test, not a feature. */
const subjects: readonly (readonly [TaskKind, RegExp])[] = [
  [
    'config',
    /^(bump|upgrade|downgrade|pin|unpin)\b|^(update|renew|refresh) (the )?(dep(s|endency|endencies)\b|lock ?file|[\w@/.-]+ to v?\d)|^(prepare )?(for )?release\b|^(cut |prepare )?v?\d+\.\d+(\.\d+)?\b|^version\b/,
  ],
  [
    'config',
    /^(fix|fixes|fixed|add|update|use|setup|set up|configure|repair|run|enable|disable|tweak)\b.*\b(ci|github actions?|workflows?|pipelines?|docker ?file|docker[- ]compose|eslint|prettier|tsconfig|webpack|vite|lint(er|ing)? (config|rules?)|\.?gitignore|pre-commit|makefile)\b/,
  ],
  [
    'refactor',
    /^(fix|fixes|fixed|fixing|run|apply)\b.*\b(lint|linting|linter|formatting|code style|whitespace|indentation|prettier|gofmt|rustfmt|black)\b/,
  ],
  [
    'docs',
    /\btypos?\b.*\b(doc|docs|comment|comments|readme|changelog|documentation|docstring|docstrings)\b|\b(doc|docs|readme|changelog|documentation|docstring|docstrings|jsdoc|javadoc)\b.*\btypos?\b/,
  ],
  [
    'docs',
    /^(add|adds|added|update|updates|updated|improve|improves|improved|write|fix|fixes|fixed|clarify|extend|expand|complete|correct|edit|tweak)\b( (the|some|more|missing|initial|a|an|new|all|api|code|user|usage|installation|install|project))*( \w+)? (docs?|documentation|read ?me|readme\.md|changelog|change log|docstrings?|comments?|guide|license|licence|tutorial|contributing)\b/,
  ],
  [
    'test',
    /^(add|adds|added|adding|update|updates|updated|improve|improves|improved|write|fix|fixes|fixed|extend|expand|complete|repair|stabili[sz]e|deflake|skip|enable|disable|unskip|more|missing|increase|cover)\b( (the|some|more|missing|failing|flaky|broken|a|an|new|initial|basic|unit|integration|e2e|end-to-end|regression|snapshot|ui|api|acceptance|property|smoke|additional|further|first))*( [\w.-]+)? (tests?|specs?|unit tests?|test ?cases?|test suites?|snapshots?|coverage)\b/,
  ],
  [
    'migration',
    /^(add|adds|added|create|creates|created|write|fix|run|new|generate)\b( \w+){0,3} (migrations?|db schema|database schema)\b|^migrat(e|es|ed|ing|ions?)\b/,
  ],
  [
    'refactor',
    /^(remove|removes|removed|removing|delete|deletes|deleted|drop|drops|dropped)\b( \w+)? (unused|dead|unnecessary|redundant|obsolete|duplicate|duplicated|unneeded|stale|legacy|leftover|commented)\b|^(remove|removed|delete|deleted)\b.*\b(dead code|duplication)\b/,
  ],
];

const verbs: ReadonlyMap<string, TaskKind> = new Map(
  (
    [
      [
        'fix',
        'fix fixes fixed fixing bugfix hotfix repair repairs repaired correct corrects corrected prevent prevents prevented bug workaround revert reverts reverted rollback debug',
      ],
      [
        'feature',
        'add adds added adding implement implements implemented implementing introduce introduces introduced support supports supported create creates created allow allows allowed enable enables enabled initial feature expose exposes build provide',
      ],
      [
        'refactor',
        'refactor refactors refactored refactoring rename renames renamed renaming extract extracts extracted move moves moved simplify simplifies simplified restructure restructured reorganize reorganise reorganized reorganised cleanup clean cleaned tidy dedupe deduplicate inline split reformat format reword modernize modernise optimize optimise optimized optimised rewrite rework polish consolidate unify',
      ],
      ['test', 'test tests tested testing'],
      ['docs', 'document documents documented docs documentation readme changelog typo typos'],
      ['config', 'configure configured ci'],
    ] as const
  ).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const)),
);

/** Emoji that stand for a type (gitmoji.dev). */
const emoji: readonly (readonly [RegExp, string])[] = [
  [/^(:bug:|:ambulance:|:adhesive_bandage:|🐛|🚑|🩹)/u, 'fix'],
  [/^(:sparkles:|✨)/u, 'feat'],
  [/^(:recycle:|:art:|:zap:|:fire:|:truck:|♻|🎨|⚡|🔥|🚚)/u, 'refactor'],
  [/^(:white_check_mark:|:test_tube:|✅|🧪)/u, 'test'],
  [/^(:memo:|:bulb:|📝|💡)/u, 'docs'],
  [
    /^(:arrow_up:|:arrow_down:|:pushpin:|:wrench:|:green_heart:|:construction_worker:|:bookmark:|⬆|⬇|📌|🔧|💚|👷|🔖)/u,
    'config',
  ],
  [/^(:rewind:|⏪)/u, 'revert'],
];

const reverts = wordSet('revert reverts reverted reverting rollback backout');

/**
 * The kind of task a commit message names.
 * @param message the whole message; only its first line is read
 * @returns null where it does not say (`wip`, `Merge branch …`, `Update cart.ts`)
 */
export function kindOfMessage(message: string): TaskKind | null {
  const line = subjectOf(message);
  if (/^merge\b/.test(line)) return null;
  const conventional = /^([a-z]+)\s*(?:\(([^)]*)\)|\[[^\]]*\])?\s*!?\s*:\s*/.exec(line);
  if (conventional && types.has(conventional[1] ?? '')) {
    const [, type = '', scope = ''] = conventional;
    if (type === 'chore')
      return /\b(deps?|dependencies|release|ci|build|config|lint|dev)\b/.test(scope)
        ? 'config'
        : kindOfWords(line.slice(conventional[0].length), false);
    return types.get(type) ?? kindOfWords(line.slice(conventional[0].length), false);
  }
  // `cart: fix rounding`, `mm: memcontrol: fix …`, as Go and the Linux kernel write.
  const areas = /^(?:[\w./, *{}-]{1,40}: +){1,3}(?=\S)/.exec(line)?.[0] ?? '';
  return kindOfWords(line, true) ?? (areas === '' ? null : kindOfWords(line.slice(areas.length), true));
}

/** Whether a message says that something was wrong: a fix or a revert. Fixing tests, documents or style is none. */
export function looksLikeFix(message: string): boolean {
  return looksLikeRevert(message) || kindOfMessage(message) === 'fix';
}

/** Whether a message says that an earlier commit was taken back. */
export function looksLikeRevert(message: string): boolean {
  const line = subjectOf(message);
  return /^back(s|ed)? out\b|^roll(s|ed)? back\b/.test(line) || reverts.has(/^[a-z]+/.exec(line)?.[0] ?? '');
}

function kindOfWords(line: string, aloneToo: boolean): TaskKind | null {
  for (const [kind, pattern] of subjects) if (pattern.test(line)) return kind;
  const [verb = ''] = /^[a-z-]+/.exec(line) ?? [];
  const kind = verbs.get(verb) ?? null;
  if (kind !== null) return kind;
  // `Resolves #12` names an issue, which may be anything; `a bug fix` and `crash when empty` say what it was.
  if (
    /\b(bug ?fix(es)?|hot ?fix(es)?|regression|crash(es|ed)?)\b/.test(line) ||
    (aloneToo && /\bfix(es|ed)? (#|gh-|\w+-)\d+/.test(line))
  )
    return 'fix';
  return null;
}

/** The first line in lower case, without what stands before the words: emoji, tickets, tags, `fixup!`. */
function subjectOf(message: string): string {
  const start = message.trimStart();
  const sign = emoji.find(([pattern]) => pattern.test(start))?.[1];
  const line = wordsOf(start);
  // What the words say outright counts for more than the sign before them.
  return sign === undefined || /^[a-z]+(\([^)]*\))?!?:/.test(line) ? line : `${sign}: ${line}`;
}

function wordsOf(message: string): string {
  let line = (/^[^\r\n]*/.exec(message.normalize('NFKC'))?.[0] ?? '').toLowerCase().normalize('NFKC');
  for (let shorter = ''; shorter !== line; ) {
    shorter = line;
    line = line
      .replace(/^(fixup|squash|amend)!\s*/, '')
      .replace(/^:[a-z0-9_+-]+:\s*/, '')
      .replace(/^\[([^\]]*)\]\s*:?\s*/, (_, tag: string) => (types.has(tag) ? `${tag}: ` : ''))
      .replace(/^\(?#\d+\)?[\s:,-]*/, '')
      .replace(/^[a-z][a-z0-9]+-\d+[\s:,-]+/, '')
      .replace(/^(closes|resolves) #\d+[\s:,.-]+(?=\S)/, '')
      .replace(/^[^\p{L}\p{N}:[(#]+/u, '');
  }
  return line;
}
