import type { CheckKind } from '../../shared/words.ts';

/** A name somebody gave a script or target, of which only common words are shown. */
export interface ScriptName {
  readonly check: CheckKind;
  /** The name; words that are not common stand as `…`. */
  readonly shown: string;
  /** It goes on until it is stopped, so its exit says nothing. */
  readonly watches: boolean;
}

const wordsOf = (text: string): readonly string[] => text.split(' ');

/** What the first of these words in a name says about the script. */
const meanings: ReadonlyMap<string, CheckKind> = new Map<string, CheckKind>(
  (
    [
      [
        'test',
        'test tests tested testing spec specs unit units e2e integration acceptance functional smoke regression coverage cov jest vitest mocha cypress playwright pytest phpunit rspec unittest eunit snapshot snapshots bench benchmark contract property fuzz doctest androidtest',
      ],
      [
        'lint',
        'lint linter linting eslint stylelint biome ruff flake8 pylint clippy rubocop phpcs ktlint detekt swiftlint checkstyle spotless shellcheck fmt format formatting prettier style markdownlint',
      ],
      ['type-check', 'types type typecheck typechecks typescript tsc mypy pyright typing phpstan psalm dialyzer'],
      ['build', 'build builds compile bundle dist assemble package pack webpack rollup esbuild vite prod production'],
      ['run', 'start dev serve server run preview up demo storybook debug'],
    ] as const
  ).flatMap(([check, words]) => wordsOf(words).map((word) => [word, check] as const)),
);

/** Words that decide nothing where another one follows; alone each of these stands for a project's checks. */
const general = new Set(wordsOf('check checks verify verification validate ci qa precommit preflight'));

/** Words that say where, how or for what, and nothing about a project that others do not have. */
const neutral = new Set(
  wordsOf(
    'all watch fast slow quick full local once only changed affected parallel debug release clean default js ts jsx tsx css html node py python java kotlin go rust web api app apps server client frontend backend front back end ui mobile android ios desktop core lib libs packages docs browser chrome firefox headless db database update fix strict silent verbose report reports html json xml main src scripts esm cjs umd staging docker container linux windows mac macos sdk cli connected instrumented variant image images assets static site website electron extension extensions plugin plugins model models data modules module shared common workspace workspaces monorepo root install installer',
  ),
);

/**
 * Reads the name of a script, a target or a task: `test:unit`, `lint-fix`, `testDebugUnitTest`.
 * @returns `undefined` where its first word is not a common one: nobody knows what such a script does
 */
export function scriptName(name: string): ScriptName | undefined {
  if (name.length > 60 || !/^[\w:./@+-]+$/.test(name)) return undefined;
  const parts = name.replace(/([a-z0-9])(?=[A-Z])/g, '$1\0').split(/([:./@+_-]|\0)/);
  const lower = parts.map((part) => part.toLowerCase());
  const words = lower.filter((_, index) => index % 2 === 0).filter((word) => word !== '');
  const [first] = words;
  if (first === undefined || !isCommon(first)) return undefined;
  const check = meaning(words);
  if (!check) return undefined;
  const shown = parts.map((part, index) =>
    index % 2 === 1 ? part.replace('\0', '') : part === '' || isCommon(part.toLowerCase()) ? part : '…',
  );
  return { check, shown: shown.join(''), watches: words.includes('watch') || words.includes('dev') };
}

function meaning(words: readonly string[]): CheckKind | undefined {
  const [before, after] = [words.indexOf('type'), words.indexOf('types')];
  if (Math.max(before, after) >= 0 && words.some((word) => general.has(word))) return 'type-check';
  for (const word of words) {
    const check = meanings.get(word);
    if (check) return check;
    // `deploy-test` does not test, whatever follows.
    if (!general.has(word) && !neutral.has(word)) break;
  }
  return words.some((word) => general.has(word)) ? 'test' : undefined;
}

function isCommon(word: string): boolean {
  return meanings.has(word) || general.has(word) || neutral.has(word);
}
