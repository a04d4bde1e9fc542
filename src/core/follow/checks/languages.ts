import type { KnownCommand } from './knownCommand.ts';
import { plainName } from './plainName.ts';

type Inner = (words: readonly string[]) => KnownCommand | undefined;

/** Options of interpreters that take a value. */
const valued =
  /^(?:-[XWrCIdi]|--require|--import|--loader|--experimental-loader|--env-file|--conditions|-cp|-classpath|--class-path|--module-path)$/;
/** Options with which they run a text, or nothing. */
const inline = /^(?:-[cepP]|--eval|--print|-|--check|-i|-r)$/;

/** Calls of an interpreter: `python -m pytest`, `node --test`, `php artisan test`, `java -jar`, `cmake --build`. */
export function languageCommand(program: string, rest: readonly string[], inner: Inner): KnownCommand | undefined {
  if (/^(?:python(?:\d+(?:\.\d+)?)?w?|py|pypy3?)$/.test(program)) return python(rest, inner);
  switch (program) {
    case 'node':
      return node(rest, inner);
    case 'php':
      return interpreter('php', rest, inner, /(?:^|\/)(?:vendor\/bin\/[\w-]+|artisan|bin\/phpunit)$/);
    case 'ruby':
      return interpreter('ruby', rest, inner, /(?:^|\/)bin\/(?:rails|rake|rspec)$/);
    case 'perl':
    case 'lua':
    case 'luajit':
    case 'julia':
    case 'Rscript':
    case 'rscript':
    case 'elixir':
    case 'racket':
    case 'groovy':
      return interpreter(program, rest, inner, /^$/);
    case 'java':
      return rest.some((word) => word === '-version') || rest.length === 0 ? undefined : ran('java');
    case 'cmake':
      return rest.includes('--build')
        ? {
            check: rest.includes('test') ? 'test' : 'build',
            shown: rest.includes('test') ? 'cmake --build test' : 'cmake --build',
            watches: false,
          }
        : undefined;
    case 'clojure':
    case 'clj':
      return rest.some((word) => /^-[XM]:.*\btest\b/.test(word))
        ? { check: 'test', shown: `${program} test`, watches: false }
        : undefined;
    case 'emacs':
      return rest.some((word) => word.startsWith('ert-run-tests-batch'))
        ? { check: 'test', shown: 'ert', watches: false }
        : undefined;
    default:
      return undefined;
  }
}

function ran(shown: string): KnownCommand {
  return { check: 'run', shown, watches: false };
}

function python(rest: readonly string[], inner: Inner): KnownCommand | undefined {
  const at = rest.findIndex((word) => word === '-m' || !word.startsWith('-'));
  const before = at < 0 ? rest : rest.slice(0, at);
  if (before.some((word) => inline.test(word)) || at < 0) return undefined;
  const [module = '', ...more] = rest[at] === '-m' ? rest.slice(at + 1) : [];
  if (module !== '') {
    if (module === 'unittest') return { check: 'test', shown: 'python -m unittest', watches: false };
    if (module === 'build') return { check: 'build', shown: 'python -m build', watches: false };
    if (module === 'compileall' || module === 'doctest')
      return { check: module === 'doctest' ? 'test' : 'build', shown: `python -m ${module}`, watches: false };
    if (/^(?:pip|venv|ensurepip|virtualenv|json\.tool|site|pdb|timeit)$/.test(module)) return undefined;
    // `coverage run -m pytest` lies in there as well.
    if (module === 'coverage') return more[0] === 'run' ? python(more.slice(1), inner) : undefined;
    return inner([module, ...more]) ?? ran('python -m');
  }
  const [file = '', ...args] = rest.slice(at);
  const name = plainName(file);
  if (name === 'manage.py') return inner(['manage.py', ...args]);
  if (name === 'setup.py')
    return args.includes('test') ? { check: 'test', shown: 'setup.py test', watches: false } : undefined;
  return ran('python');
}

function node(rest: readonly string[], inner: Inner): KnownCommand | undefined {
  const at = rest.findIndex((word, index) => !word.startsWith('-') && !valued.test(rest[index - 1] ?? ''));
  const before = at < 0 ? rest : rest.slice(0, at);
  const watches = before.includes('--watch');
  if (before.includes('--test')) return { check: 'test', shown: 'node --test', watches };
  const runs = /^--run(?:=|$)/;
  if (before.some((word) => runs.test(word))) return undefined;
  if (before.some((word) => inline.test(word) && word !== '-r') || at < 0) return undefined;
  const [file = '', ...args] = rest.slice(at);
  if (/[\\/]node_modules[\\/]|^node_modules[\\/]/.test(file)) return inner([binary(file), ...args]);
  return { ...ran('node'), watches };
}

/** `node_modules/jest/bin/jest.js`, `node_modules/.bin/jest`, `node_modules/@playwright/test/cli.js`. */
function binary(file: string): string {
  if (/[\\/]@playwright[\\/]test[\\/]/.test(file)) return 'playwright';
  return plainName(file).replace(/\.[cm]?js$/, '');
}

function interpreter(program: string, rest: readonly string[], inner: Inner, tools: RegExp): KnownCommand | undefined {
  const at = rest.findIndex((word) => !word.startsWith('-'));
  if (at < 0 || rest.slice(0, at).some((word) => /^-(?:e|r|v|l|i)$/.test(word))) return undefined;
  const [file = '', ...args] = rest.slice(at);
  if (tools.test(file.replaceAll('\\', '/'))) return inner([plainName(file), ...args]);
  // `ruby -Itest test/cart_test.rb`: the file's name is the project's own, that it is a test is not.
  const isTest = /(?:^|[\\/])(?:test|spec|tests)[\\/]|_(?:test|spec)\.\w+$/.test(file);
  return isTest ? { check: 'test', shown: `${program} test`, watches: false } : ran(program);
}
