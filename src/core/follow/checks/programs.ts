import type { CheckKind } from '../../shared/words.ts';

// What is known of programs. Only words of these tables (and of scriptNames.ts) ever get into a record.

const list = (words: string): readonly string[] => words.split(' ');

/** Programs that are one kind of check whatever their arguments. */
export const singlePrograms: ReadonlyMap<string, CheckKind> = new Map<string, CheckKind>(
  (
    [
      [
        'test',
        'jest vitest mocha ava jasmine tap uvu wtr web-test-runner testcafe wdio nightwatch codeceptjs cucumber cucumber-js newman artillery backstop pytest py.test nose2 nosetests tox nox behave robot pabot trial locust phpunit paratest pest codecept behat phpspec infection rspec minitest ctest bats prove shellspec gotestsum ginkgo richgo busted ert-runner cljtest kaocha mutmut stryker chromatic',
      ],
      [
        'lint',
        'eslint eslint_d tslint stylelint oxlint standard xo jshint htmlhint markdownlint markdownlint-cli2 commitlint alex vale cspell codespell flake8 pylint pycodestyle pydocstyle bandit vulture rubocop standardrb reek brakeman phpcs phpmd shellcheck hadolint yamllint actionlint tflint tfsec checkov kube-linter ansible-lint cpplint clang-tidy cppcheck swiftlint ktlint detekt checkstyle golint revive luacheck hlint scalastyle credo knip depcheck madge depcruise publint attw',
      ],
      [
        'type-check',
        'tsc tsgo vue-tsc svelte-check glint mypy pyright basedpyright pytype pyre dmypy ty phpstan psalm phan sorbet dialyzer',
      ],
      [
        'build',
        'webpack rollup tsup tsdown esbuild swc unbuild ncc pkgroll babel microbundle msbuild xbuild rustc gcc g++ cc c++ clang clang++ cl javac kotlinc scalac ghc ocamlopt nvcc emcc scons tectonic pdflatex latexmk protoc ninja samu',
      ],
      ['run', 'ts-node tsx nodemon uvicorn gunicorn streamlit http-server serve live-server'],
    ] as const
  ).flatMap(([check, words]) => list(words).map((word) => [word, check] as const)),
);

/** A program whose first word after its options says what it does. */
export interface ManyInOne {
  /** Options that take the next word as their value. */
  readonly valued: readonly string[];
  /** Sub-commands by the check they are; `a=b`: shown as b. */
  readonly subs: ReadonlyMap<string, { readonly check: CheckKind; readonly shown: string }>;
}

const many = (valued: string, checks: Partial<Record<CheckKind, string>>): ManyInOne => ({
  valued: list(valued),
  subs: new Map(
    Object.entries(checks).flatMap(([check, names]) =>
      list(names).map((name) => {
        const [from = '', to = from] = name.split('=');
        return [from.replaceAll('_', ' '), { check: check as CheckKind, shown: to.replaceAll('_', ' ') }] as const;
      }),
    ),
  ),
});

/** Programs with sub-commands. In the tables `_` stands for a space: `nextest_run`. */
export const manyInOne: ReadonlyMap<string, ManyInOne> = new Map<string, ManyInOne>([
  [
    'cargo',
    many('-p --package --manifest-path --target --features -F -j --jobs --profile --color --config -Z -C', {
      test: 'test t=test nextest_run nextest llvm-cov tarpaulin bench miri_test mutants',
      'type-check': 'check c=check',
      lint: 'clippy deny',
      build: 'build b=build doc',
      run: 'run r=run',
    }),
  ],
  ['go', many('-C', { test: 'test', lint: 'vet', build: 'build install', run: 'run' })],
  ['dotnet', many('', { test: 'test vstest', build: 'build publish pack msbuild', run: 'run watch_run' })],
  ['swift', many('--package-path -c --configuration', { test: 'test', build: 'build', run: 'run' })],
  ['flutter', many('-d --device-id', { test: 'test drive', 'type-check': 'analyze', build: 'build', run: 'run' })],
  ['dart', many('', { test: 'test run_test=test', 'type-check': 'analyze', build: 'compile', run: 'run' })],
  ['zig', many('', { test: 'test build_test', build: 'build build-exe build-lib', run: 'run build_run' })],
  ['mix', many('', { test: 'test', lint: 'credo', 'type-check': 'dialyzer', build: 'compile', run: 'run phx.server' })],
  ['rebar3', many('', { test: 'eunit ct proper', 'type-check': 'dialyzer', build: 'compile' })],
  ['gleam', many('', { test: 'test', 'type-check': 'check', build: 'build', run: 'run' })],
  ['stack', many('--stack-yaml', { test: 'test', build: 'build', run: 'run' })],
  ['cabal', many('', { test: 'test v2-test=test', build: 'build', run: 'run' })],
  ['dune', many('--root', { test: 'test runtest', build: 'build', run: 'exec' })],
  [
    'sbt',
    many('', {
      test: 'test testOnly testQuick it:test',
      build: 'compile package assembly',
      lint: 'scalafmtCheck scalafixAll',
      run: 'run',
    }),
  ],
  ['lein', many('', { test: 'test midje', lint: 'eastwood kibit', build: 'compile uberjar', run: 'run' })],
  [
    'ng',
    many('-c --configuration --project', {
      test: 'test e2e',
      lint: 'lint',
      build: 'build b=build',
      run: 'serve s=serve',
    }),
  ],
  ['next', many('', { lint: 'lint', build: 'build', run: 'dev start' })],
  ['nuxt', many('', { 'type-check': 'typecheck', build: 'build generate', run: 'dev preview' })],
  ['nuxi', many('', { 'type-check': 'typecheck', build: 'build generate', run: 'dev preview' })],
  ['vite', many('-c --config -m --mode', { build: 'build', run: 'dev serve preview' })],
  ['astro', many('', { 'type-check': 'check', build: 'build', run: 'dev preview' })],
  ['remix', many('', { build: 'build vite:build', run: 'dev vite:dev' })],
  ['gatsby', many('', { build: 'build', run: 'develop serve' })],
  ['parcel', many('', { build: 'build', run: 'serve' })],
  ['storybook', many('', { build: 'build', run: 'dev' })],
  ['react-scripts', many('', { test: 'test', build: 'build', run: 'start' })],
  ['expo', many('', { lint: 'lint', build: 'export', run: 'start run:android run:ios' })],
  ['playwright', many('-c --config --project', { test: 'test' })],
  ['cypress', many('', { test: 'run' })],
  ['karma', many('', { test: 'start run' })],
  ['k6', many('', { test: 'run' })],
  ['biome', many('', { lint: 'check lint ci format' })],
  ['ruff', many('--config', { lint: 'check format' })],
  [
    'deno',
    many('', {
      test: 'test bench',
      'type-check': 'check',
      lint: 'lint fmt',
      build: 'compile bundle',
      run: 'run serve',
    }),
  ],
  ['hatch', many('-e --env', { test: 'test', lint: 'fmt', 'type-check': 'types', build: 'build' })],
  ['pants', many('', { test: 'test', lint: 'lint', 'type-check': 'check', build: 'package', run: 'run' })],
  ['bazel', many('--config', { test: 'test coverage', build: 'build', run: 'run' })],
  ['bazelisk', many('--config', { test: 'test coverage', build: 'build', run: 'run' })],
  ['buck2', many('', { test: 'test', build: 'build', run: 'run' })],
  ['meson', many('-C', { test: 'test', build: 'compile' })],
  [
    'xcodebuild',
    many('-scheme -project -workspace -destination -configuration -sdk -derivedDataPath -target -testPlan', {
      test: 'test test-without-building',
      lint: 'analyze',
      build: 'build archive build-for-testing',
    }),
  ],
  ['rails', many('', { test: 'test test:system test:all spec', run: 'server s=server' })],
  ['artisan', many('', { test: 'test dusk', run: 'serve' })],
  ['manage.py', many('--settings --pythonpath', { test: 'test', lint: 'check', run: 'runserver' })],
  ['pre-commit', many('', { lint: 'run' })],
  ['trunk', many('', { lint: 'check fmt', build: 'build', run: 'serve' })],
  ['golangci-lint', many('', { lint: 'run' })],
  ['buf', many('', { lint: 'lint breaking', build: 'build' })],
  ['terraform', many('', { test: 'test', lint: 'fmt', 'type-check': 'validate', build: 'plan' })],
  ['tofu', many('', { test: 'test', lint: 'fmt', 'type-check': 'validate', build: 'plan' })],
  ['helm', many('', { test: 'test unittest', lint: 'lint', build: 'template package' })],
  ['sqlfluff', many('--dialect', { lint: 'lint' })],
  [
    'dbt',
    many('--project-dir --profiles-dir', { test: 'test', 'type-check': 'parse', build: 'build compile', run: 'run' }),
  ],
  ['forge', many('', { test: 'test coverage', lint: 'lint', build: 'build' })],
  ['hardhat', many('--network', { test: 'test coverage', build: 'compile' })],
  ['docker', many('-H --context', { build: 'build buildx_build' })],
  ['podman', many('', { build: 'build' })],
  ['compose', many('', { build: 'build', run: 'up' })],
  ['flask', many('--app', { test: 'test', run: 'run' })],
  ['quarto', many('', { build: 'render' })],
  ['mkdocs', many('', { build: 'build', run: 'serve' })],
  ['wasm-pack', many('', { test: 'test', build: 'build' })],
  ['tauri', many('', { build: 'build', run: 'dev' })],
  ['cdk', many('', { build: 'synth' })],
  ['sam', many('', { build: 'build', 'type-check': 'validate' })],
  ['mill', many('', { test: 'test', build: 'compile assembly', run: 'run' })],
  ['sfdx', many('', { test: 'force:apex:test:run' })],
]);

/** Programs that run scripts or targets with names of the project's own, with their options that take a value. */
export const targetRunners: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    make: '-C -f -I -o -W --directory --file',
    gmake: '-C -f -I -o -W',
    mingw32make: '-C -f',
    just: '-f -d --justfile --working-directory --set',
    task: '-d -t -p --dir --taskfile',
    mage: '-d -w',
    rake: '-f -C -I',
    gulp: '-f --gulpfile --cwd',
    grunt: '--gruntfile --base',
    ant: '-f -lib',
    invoke: '-c -r',
    inv: '-c -r',
    poe: '-C',
    'run-s': '',
    'run-p': '',
    'npm-run-all': '',
    mvn: '-f -pl -P -s -gs -T -rf --file --projects --activate-profiles --settings --threads',
    mvnw: '-f -pl -P -s -gs -T -rf --file --projects --activate-profiles --settings --threads',
    gradle: '-p -b -c -x -I -g --project-dir --exclude-task --tests --console',
    gradlew: '-p -b -c -x -I -g --project-dir --exclude-task --tests --console',
  }).map(([name, valued]) => [name, list(valued)] as const),
);

/** Runners that build when no target is named. */
export const buildByDefault = new Set(['make', 'gmake', 'mingw32make', 'ant']);

/** Targets that common tools bring along under names nobody would guess. */
export const knownTargets: ReadonlyMap<string, CheckKind> = new Map<string, CheckKind>([
  ...list('verify integration-test failsafe:verify surefire:test jacocoTestReport').map(
    (name) => [name, 'test'] as const,
  ),
  ...list('checkstyle:check spotless:check spotlessCheck pmd:check spotbugs:check sonar:sonar').map(
    (name) => [name, 'lint'] as const,
  ),
  ...list(
    'compile test-compile process-classes package install deploy classes testClasses jar bootJar shadowJar bootBuildImage installDist',
  ).map((name) => [name, 'build'] as const),
  ...list('spring-boot:run bootRun quarkus:dev quarkusDev jetty:run exec:java').map((name) => [name, 'run'] as const),
]);
