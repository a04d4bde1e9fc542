import type { CheckKind } from '../../shared/words.ts';
import { languageCommand } from './languages.ts';
import { packageManagerCommand } from './packageManagers.ts';
import { buildByDefault, knownTargets, manyInOne, singlePrograms, targetRunners } from './programs.ts';
import { scriptName } from './scriptNames.ts';

/** A program call that checks something. `shown` holds words of our own tables only. */
export interface KnownCommand {
  readonly check: CheckKind;
  readonly shown: string;
  /** It goes on until it is stopped, so its exit says nothing. */
  readonly watches: boolean;
}

/** Options with which a program checks nothing. */
const idle =
  /^(?:--help|--version|-h|--list|--list-tests|--listTests|--collect-only|--co|--dry-run|--showConfig|--print-config|--init|--clean)$/;
/** Options with which it goes on until it is stopped. */
const watching = /^(?:--watch|--watch-?all|--looponfail|--ui|--hot)$/i;
/** Formatters change files, unless they are told only to look. */
const formatters: ReadonlyMap<string, readonly string[]> = new Map([
  ['prettier', ['--check', '-c', '--list-different', '-l']],
  ['black', ['--check']],
  ['isort', ['--check', '--check-only', '-c']],
  ['rustfmt', ['--check']],
  ['gofmt', ['-l', '-d']],
  ['dprint', ['check']],
  ['terraform fmt', ['-check']],
  ['tofu fmt', ['-check']],
  ['ruff format', ['--check']],
  ['cargo fmt', ['--check']],
  ['dotnet format', ['--verify-no-changes']],
  ['mix format', ['--check-formatted']],
  ['deno fmt', ['--check']],
  ['hatch fmt', ['--check']],
  ['zig fmt', ['--check']],
]);

/** What a program call checks; `undefined` where it checks nothing or is not known. @param words the program's plain name, then its arguments */
export function knownCommand(words: readonly string[]): KnownCommand | undefined {
  const own = words.includes('--') ? words.slice(0, words.indexOf('--')) : words;
  if (own.some((word) => idle.test(word))) return undefined;
  const command = lookUp(words);
  if (!command) return undefined;
  const watches =
    command.watches || words.some((word) => watching.test(word)) || (isCompiler(command) && words.includes('-w'));
  return watches === command.watches ? command : { ...command, watches };
}

function isCompiler({ check, shown }: KnownCommand): boolean {
  return check === 'type-check' || shown === 'mocha';
}

function lookUp(words: readonly string[]): KnownCommand | undefined {
  const [program = '', ...rest] = words;
  return (
    formatter(words) ??
    packageManagerCommand(program, rest, knownCommand) ??
    languageCommand(program, rest, knownCommand) ??
    targets(program, rest) ??
    subCommand(program, rest) ??
    single(program, rest)
  );
}

function formatter(words: readonly string[]): KnownCommand | undefined {
  const [program = '', sub = ''] = words;
  const two = `${program} ${sub}`;
  const shown = formatters.has(two) ? two : program;
  const only = formatters.get(shown);
  return only && words.some((word) => only.includes(word)) ? { check: 'lint', shown, watches: false } : undefined;
}

function single(program: string, rest: readonly string[]): KnownCommand | undefined {
  const check = singlePrograms.get(program);
  if (!check) return undefined;
  // In a terminal vitest watches unless it is told to run once.
  const watches = program === 'vitest' && !rest.some((word) => /^(?:run|--run|related|bench|typecheck)$/.test(word));
  return { check, shown: program, watches: watches || program === 'nodemon' };
}

function subCommand(program: string, rest: readonly string[]): KnownCommand | undefined {
  const known = manyInOne.get(program);
  if (!known) return undefined;
  // sbt takes a command and its arguments as one word.
  const [first = '', second = ''] = operands(rest, known.valued).flatMap((word) => word.split(' '));
  const sub = known.subs.get(`${first} ${second}`) ?? known.subs.get(first);
  if (!sub) {
    // Without a word vite serves and karma waits; a program that only formats or builds needs its word.
    return program === 'vite' && first === '' ? { check: 'run', shown: 'vite', watches: true } : undefined;
  }
  if (formatters.has(`${program} ${sub.shown}`)) return undefined;
  if (program === 'cargo' && sub.shown === 'test' && rest.includes('--no-run'))
    return { check: 'build', shown: 'cargo test --no-run', watches: false };
  const watches =
    program === 'ng' && sub.shown === 'test' && !rest.some((word) => /^--(?:no-)?watch(?:=false)?$/.test(word));
  return { check: sub.check, shown: `${program} ${sub.shown}`, watches };
}

/** The strongest check among the targets names the run; targets that are not known are left out of its name. */
function targets(program: string, rest: readonly string[]): KnownCommand | undefined {
  const valued = targetRunners.get(program);
  if (!valued) return undefined;
  const names = operands(rest, valued);
  if (names.length === 0)
    return buildByDefault.has(program) ? { check: 'build', shown: program, watches: false } : undefined;
  const found = names.flatMap((name) => target(program, name, rest) ?? []);
  const strongest = strength.map((check) => found.find((one) => one.check === check)).find((one) => one !== undefined);
  if (!strongest) return undefined;
  const shown = [program, ...new Set(found.map((one) => one.shown))].slice(0, 4).join(' ');
  return { check: strongest.check, shown, watches: found.some(({ watches }) => watches) };
}

const strength: readonly CheckKind[] = ['test', 'type-check', 'lint', 'build', 'run'];

function target(program: string, name: string, rest: readonly string[]): KnownCommand | undefined {
  const skipsTests = rest.some((word) => /^-D(?:skipTests|maven\.test\.skip)(?:=true)?$/.test(word));
  const last = name.split(':').at(-1) ?? '';
  for (const candidate of /^(?:mvnw?|gradlew?|ant)$/.test(program) ? [name, last] : []) {
    const check = knownTargets.get(candidate);
    if (check) return { check: check === 'test' && skipsTests ? 'build' : check, shown: candidate, watches: false };
  }
  // Of `:app:testDebugUnitTest` the project's own part is left out; a rake or npm name keeps its parts.
  const script = name.startsWith(':') ? scriptName(last) : scriptName(name);
  return script && { check: script.check, shown: script.shown, watches: script.watches };
}

/** The words that are neither options nor their values nor assignments. */
function operands(words: readonly string[], valued: readonly string[]): string[] {
  const found: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (word === '--') break;
    if (valued.includes(word)) at += 1;
    else if (!word.startsWith('-') && !/^[A-Za-z_][\w.]*=/.test(word) && !/^\+\w/.test(word)) found.push(word);
  }
  return found;
}
