import type { KnownCommand } from './knownCommand.ts';
import { scriptName } from './scriptNames.ts';

type Inner = (words: readonly string[]) => KnownCommand | undefined;

const list = (words: string): readonly string[] => words.split(' ');

/** Options that take a value, and that stand before or after the word that says what to do. */
const valued: Readonly<Record<string, readonly string[]>> = {
  npm: list('--prefix -C -w --workspace --userconfig --loglevel'),
  pnpm: list('-C --dir --filter -F --filter-prod --reporter --loglevel --workspace-concurrency'),
  yarn: list('--cwd --include --exclude --from -j --jobs --mutex'),
  bun: list('--cwd --filter -F --config -c --env-file --preload'),
  lerna: list('--scope --ignore --concurrency --since'),
  nx: list('--projects -p --configuration -c --base --head --exclude --parallel'),
  turbo: list('--filter -F --cwd --concurrency'),
  moon: list(''),
  rush: list('--to --from --only'),
  wireit: list(''),
  composer: list('-d --working-dir'),
  pdm: list('-p --project'),
  hatch: list('-e --env -p --project'),
  deno: list('-c --config --cwd'),
};

/** Programs that run scripts of a project: npm and its kin, monorepo runners, composer, deno task, hatch run. */
export function packageManagerCommand(
  program: string,
  rest: readonly string[],
  inner: Inner,
): KnownCommand | undefined {
  const options = Object.hasOwn(valued, program) ? valued[program] : undefined;
  if (!options) return undefined;
  const { first, names, from } = split(rest, options);
  switch (program) {
    case 'npm':
      if (/^(?:t|tst|test)$/.test(first)) return script('npm', 'test', watchesIn(rest));
      if (/^(?:it|install-test|cit|install-ci-test)$/.test(first)) return script('npm', 'install-test', false);
      if (first === 'start') return script('npm', 'start', true);
      return isRun(first) ? script('npm run', names[1], watchesIn(rest)) : undefined;
    case 'pnpm':
    case 'yarn':
      return nodeScripts(program, names, rest.slice(from), inner);
    case 'bun':
      if (first === 'test') return { check: 'test', shown: 'bun test', watches: false };
      if (first === 'build') return { check: 'build', shown: 'bun build', watches: false };
      if (isFile(first) || (first === 'run' && isFile(names[1]))) return { check: 'run', shown: 'bun', watches: false };
      return script('bun run', first === 'run' ? names[1] : first, watchesIn(rest));
    case 'lerna':
      return first === 'run' ? script('lerna run', names[1], false) : undefined;
    case 'turbo':
    case 'moon':
      return script(program, first === 'run' ? last(names[1]) : last(first), false);
    case 'nx':
      return nx(names, rest);
    case 'rush':
      return script('rush', first, false);
    case 'composer':
      return script('composer', isRun(first) ? names[1] : first, false);
    case 'pdm':
    case 'hatch': {
      if (first !== 'run') return undefined;
      // An environment's name may stand before the script: `hatch run dev:test`.
      const name = program === 'hatch' ? last(names[1]) : names[1];
      return inner(rest.slice(from + 1)) ?? script(`${program} run`, name, false);
    }
    case 'deno':
      return first === 'task' ? script('deno task', names[1], watchesIn(rest)) : undefined;
    default:
      return undefined;
  }
}

function isRun(word: string): boolean {
  return /^(?:run|run-script|rum|urn)$/.test(word);
}

function isFile(word = ''): boolean {
  return /\.[cm]?[jt]sx?$/.test(word);
}

function watchesIn(words: readonly string[]): boolean {
  return words.some((word) => /^--watch/i.test(word) && !word.endsWith('=false'));
}

/** The name of a target behind the project's: `shop#test`, `shop:test`. */
function last(name = ''): string {
  return name.split(/[#:]/).at(-1) ?? '';
}

function script(runner: string, name: string | undefined, watches: boolean): KnownCommand | undefined {
  const known = name === undefined ? undefined : scriptName(name);
  if (known) return { check: known.check, shown: `${runner} ${known.shown}`, watches: watches || known.watches };
  return runner === 'npm' && name === 'install-test'
    ? { check: 'test', shown: 'npm install-test', watches: false }
    : undefined;
}

/** pnpm and yarn run scripts and installed programs without `run`. */
function nodeScripts(
  program: string,
  names: readonly string[],
  words: readonly string[],
  inner: Inner,
): KnownCommand | undefined {
  const [first = '', second, third] = names;
  // yarn's own commands over several workspaces.
  if (first === 'workspace') return script(program, isRun(third ?? '') ? names[3] : third, false);
  if (first === 'workspaces' || first === 'recursive') {
    const at = names.findIndex((name) => isRun(name));
    return script(program, at < 0 ? names.at(-1) : names[at + 1], false);
  }
  if (isRun(first)) return script(program, second, watchesIn(words));
  return script(program, first, watchesIn(words)) ?? inner(words);
}

function nx(names: readonly string[], rest: readonly string[]): KnownCommand | undefined {
  const [first = '', second] = names;
  if (first === 'run') return script('nx', last(second?.replace(/:(?:production|development|ci)$/, '')), false);
  if (/^(?:run-many|affected)/.test(first)) {
    const option = rest.findIndex((word) => /^(?:-t|--targets?)(?:=|$)/.test(word));
    const value = rest[option]?.split('=')[1] ?? rest[option + 1];
    const name = /^affected:(\w+)$/.exec(first)?.[1] ?? (option < 0 ? undefined : value?.split(',')[0]);
    return script(`nx ${first.split(':')[0] ?? ''}`, name, false);
  }
  return script('nx', first, false);
}

/** The words that are no options, and where among all words the first of them stands. */
function split(
  words: readonly string[],
  options: readonly string[],
): { readonly first: string; readonly names: readonly string[]; readonly from: number } {
  const names: string[] = [];
  let from = words.length;
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') break;
    if (options.includes(word)) at += 1;
    else if (!word.startsWith('-')) {
      if (names.length === 0) from = at;
      names.push(word);
    }
  }
  return { first: names[0] ?? '', names, from };
}
