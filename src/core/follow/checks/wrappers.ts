// Programs that run another one: what they run is what counts.

/** How to get past one: options that take a value, and how many words stand before the program it runs. */
interface Wrapper {
  readonly valued?: readonly string[];
  /** Options that take none; for a program with many options that do. */
  readonly flags?: readonly string[];
  /** Words between the options and the program: a container, a duration, an environment. */
  readonly operands?: number;
  /** Stays part of the name: the check ran somewhere else. */
  readonly shown?: string;
}

const list = (words: string): readonly string[] => words.split(' ');

const plain = list(
  'npx bunx uvx pnpx command exec builtin nohup setsid stdbuf ionice chronic unbuffer dotenv dotenvx c8 nyc cross-env cross-env-shell winpty corepack rtx mise with-env',
);

const containerFlags = list(
  '-i -t -it -ti -d -T --rm --init --no-deps --privileged --tty --interactive --no-TTY --quiet-pull --service-ports --use-aliases --build --remove-orphans --detach --read-only -P --publish-all -q --quiet',
);

const wrappers: ReadonlyMap<string, Wrapper> = new Map<string, Wrapper>([
  ...plain.map((name) => [name, { valued: list('-p --package -e -f -o -n -c --from --with --python') }] as const),
  ['sudo', { valued: list('-u -g -h -p -C -D -R -T') }],
  ['doas', { valued: list('-u -C') }],
  ['nice', { valued: list('-n') }],
  ['env', { valued: list('-u -C -S --unset --chdir') }],
  ['timeout', { valued: list('-s -k --signal --kill-after'), operands: 1 }],
  ['gtimeout', { valued: list('-s -k'), operands: 1 }],
  ['xvfb-run', { valued: list('-n -s -e -f -w -p --server-args --server-num') }],
  ['time', {}],
  ['arch', {}],
  ['wsl', { valued: list('-d -u --cd --distribution --user') }],
  ['poetry run', {}],
  ['pipenv run', {}],
  [
    'uv run',
    { valued: list('--with --python -p --package --project --extra --group --env-file --directory --index-url') },
  ],
  ['rye run', {}],
  ['pixi run', { valued: list('-e --environment --manifest-path') }],
  ['conda run', { valued: list('-n -p --name --prefix --cwd') }],
  ['mamba run', { valued: list('-n -p --name --prefix --cwd') }],
  ['bundle exec', {}],
  ['coverage run', { valued: list('--source --omit --include --rcfile --context --data-file --concurrency') }],
  ['npm exec', { valued: list('-p --package -w --workspace --prefix') }],
  ['npm x', { valued: list('-p --package -w --workspace --prefix') }],
  ['pnpm exec', {}],
  ['pnpm dlx', {}],
  ['yarn exec', {}],
  ['yarn dlx', { valued: list('-p --package') }],
  ['bun x', {}],
  ['nix develop', { valued: ['--override-input'] }],
  ['direnv exec', { operands: 1 }],
  ['doppler run', { valued: list('-p -c --project --config') }],
  ['op run', { valued: list('--env-file --account') }],
  ['aws-vault exec', { operands: 1 }],
  ['devcontainer exec', { valued: list('--workspace-folder --config --remote-env') }],
  ['ddev exec', { valued: list('-s -d --service --dir'), shown: 'ddev exec' }],
  ['docker run', { flags: containerFlags, operands: 1, shown: 'docker run' }],
  ['docker exec', { flags: containerFlags, operands: 1, shown: 'docker exec' }],
  ['podman run', { flags: containerFlags, operands: 1, shown: 'podman run' }],
  ['podman exec', { flags: containerFlags, operands: 1, shown: 'podman exec' }],
  ['compose run', { flags: containerFlags, operands: 1, shown: 'docker compose run' }],
  ['compose exec', { flags: containerFlags, operands: 1, shown: 'docker compose exec' }],
]);

/** The program inside a wrapper. */
export interface Unwrapped {
  readonly words: readonly string[];
  readonly shown: string;
}

/** What a wrapper runs; `undefined` where the words do not begin with one. @param words a program's name and its arguments */
export function unwrapped(words: readonly string[]): Unwrapped | undefined {
  const call = composed(words);
  const [program = '', sub = ''] = call;
  const two = wrappers.get(`${program} ${sub}`);
  const one = two ? undefined : wrappers.get(program);
  const wrapper = two ?? one;
  if (!wrapper) return undefined;
  let at = two ? 2 : 1;
  let operands = wrapper.operands ?? 0;
  for (; at < call.length; at += 1) {
    const word = call[at] ?? '';
    // `nix develop -c npm test` and `npm exec -- jest`: what follows is the program.
    if (word === '--' || (word === '-c' && sub === 'develop') || word === '--command') {
      at += 1;
      if (operands === 0 || word !== '--') break;
      operands -= 1;
    } else if (word.startsWith('-')) {
      const takesValue = wrapper.flags ? !wrapper.flags.includes(word) : wrapper.valued?.includes(word) === true;
      if (takesValue && !word.includes('=')) at += 1;
    } else if (isAssignment(word)) continue;
    else if (operands > 0) operands -= 1;
    else break;
  }
  return { words: call.slice(at), shown: wrapper.shown ?? '' };
}

/** `docker compose` and `docker-compose` with the options before their sub-command taken out. */
function composed(words: readonly string[]): readonly string[] {
  const [program = '', sub = ''] = words;
  const from = program === 'docker-compose' ? 1 : /^(?:docker|podman)$/.test(program) && sub === 'compose' ? 2 : 0;
  if (from === 0) return words;
  let at = from;
  while (words[at]?.startsWith('-')) at += words[at]?.includes('=') ? 1 : 2;
  return ['compose', ...words.slice(at)];
}

/** `NAME=value` before a program, also as PowerShell does not but `env` and `cross-env` do. */
export function isAssignment(word: string): boolean {
  return /^[A-Za-z_]\w*\+?=/.test(word);
}

/** A line of its own that a shell is given: `bash -c "npm test"`. */
export function nestedLine(words: readonly string[]): string | undefined {
  const [program = '', ...rest] = words;
  if (/^(?:ba|z|da|k|fi)?sh$/.test(program)) return after(rest, /^-[a-z]*c$/);
  if (program === 'cmd') return joined(rest, /^\/[ck]$/i);
  if (/^(?:pwsh|powershell)$/.test(program)) return joined(rest, /^-c(?:ommand)?$/i);
  if (program === 'nix-shell') return after(rest, /^--run$/);
  return undefined;
}

function after(words: readonly string[], option: RegExp): string | undefined {
  const at = words.findIndex((word) => option.test(word));
  return at < 0 ? undefined : words[at + 1];
}

function joined(words: readonly string[], option: RegExp): string | undefined {
  const at = words.findIndex((word) => option.test(word));
  return at < 0 ? undefined : words.slice(at + 1).join(' ');
}
