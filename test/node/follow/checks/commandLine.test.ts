import assert from 'node:assert/strict';
import { checksIn } from '../../../../src/core/follow/checks/commandLine.ts';

/** Command lines of real projects → the checks in them, as `kind: name`; an empty text where there is none. */
const lines: readonly (readonly [line: string, checks: string])[] = [
  // JavaScript and TypeScript
  ['npm test', 'test: npm test'],
  ['npm t', 'test: npm test'],
  ['npm run test', 'test: npm run test'],
  ['npm run test:unit -- --grep "adds tax"', 'test: npm run test:unit'],
  ['npm --prefix packages/web test', 'test: npm test'],
  ['npm -w @acme/web run lint', 'lint: npm run lint'],
  ['npm run build', 'build: npm run build'],
  ['npm run type-check', 'type-check: npm run type-check'],
  ['npm run check-types', 'type-check: npm run check-types'],
  ['npm run lint:fix', 'lint: npm run lint:fix'],
  ['npm run dev', 'run: npm run dev'],
  ['npm start', 'run: npm start'],
  ['npm run deploy', ''],
  ['npm run deploy-test', ''],
  ['npm ci', ''],
  ['npm install --save-dev jest', ''],
  ['npm publish', ''],
  ['npm ci && npm test', 'test: npm test'],
  ['npm run lint && npm run test', 'test: npm run lint && npm run test'],
  ['npx jest src/cart.test.ts -t "totals"', 'test: jest'],
  ['npx --yes vitest run', 'test: vitest'],
  ['npx -p typescript tsc --noEmit', 'type-check: tsc'],
  ['npx playwright test --project=chromium', 'test: playwright test'],
  ['npx playwright install', ''],
  ['npx cypress run', 'test: cypress run'],
  ['npx eslint . --fix', 'lint: eslint'],
  ['npx prettier --check .', 'lint: prettier'],
  ['npx prettier --write .', ''],
  ['npx create-react-app shop', ''],
  ['NODE_ENV=test npx mocha --recursive', 'test: mocha'],
  ['cross-env CI=1 NODE_OPTIONS=--max-old-space-size=4096 jest --ci', 'test: jest'],
  ['yarn', ''],
  ['yarn test', 'test: yarn test'],
  ['yarn workspace @acme/checkout test', 'test: yarn test'],
  ['yarn workspaces foreach -A run test', 'test: yarn test'],
  ['yarn jest --ci', 'test: yarn jest'],
  ['yarn add lodash', ''],
  ['pnpm test', 'test: pnpm test'],
  ['pnpm -r test', 'test: pnpm test'],
  ['pnpm --filter web build', 'build: pnpm build'],
  ['pnpm exec tsc -b', 'type-check: tsc'],
  ['pnpm dlx vitest run', 'test: vitest'],
  ['bun test', 'test: bun test'],
  ['bun run build', 'build: bun run build'],
  ['bun run src/index.ts', 'run: bun'],
  ['bunx tsc --noEmit', 'type-check: tsc'],
  ['deno test --allow-read', 'test: deno test'],
  ['deno task test', 'test: deno task test'],
  ['deno check main.ts', 'type-check: deno check'],
  ['node --test', 'test: node --test'],
  ['node --experimental-strip-types --test "test/**/*.test.ts"', 'test: node --test'],
  ['node server.js --port 3000', 'run: node'],
  ['node -e "console.log(1)"', ''],
  ['node', ''],
  ['node ./node_modules/.bin/jest --runInBand', 'test: jest'],
  ['node node_modules/typescript/bin/tsc --noEmit', 'type-check: tsc'],
  ['node_modules/.bin/eslint src', 'lint: eslint'],
  ['ng test --watch=false', 'test: ng test'],
  ['ng build --configuration production', 'build: ng build'],
  ['nx test checkout', 'test: nx test'],
  ['nx run checkout:test', 'test: nx test'],
  ['npx nx affected -t lint', 'lint: nx affected lint'],
  ['turbo run build --filter=web', 'build: turbo build'],
  ['lerna run test --scope @acme/web', 'test: lerna run test'],
  ['next build', 'build: next build'],
  ['vite build', 'build: vite build'],
  ['tsx scripts/seed.ts', 'run: tsx'],
  // Python
  ['pytest', 'test: pytest'],
  ['pytest -k "not slow" tests/billing', 'test: pytest'],
  ['pytest --collect-only', ''],
  ['python -m pytest -x', 'test: pytest'],
  ['python3.12 -m unittest discover', 'test: python -m unittest'],
  ['.venv/bin/python -m pytest', 'test: pytest'],
  ['source .venv/bin/activate && pytest', 'test: pytest'],
  ['poetry run pytest', 'test: pytest'],
  ['uv run --with pytest-xdist pytest -n 4', 'test: pytest'],
  ['uvx ruff check', 'lint: ruff check'],
  ['pipenv run python manage.py test shop', 'test: manage.py test'],
  ['python manage.py migrate', ''],
  ['python manage.py runserver', 'run: manage.py runserver'],
  ['coverage run -m pytest', 'test: pytest'],
  ['tox -e py312', 'test: tox'],
  ['nox -s tests', 'test: nox'],
  ['hatch run test', 'test: hatch run test'],
  ['mypy src', 'type-check: mypy'],
  ['ruff format .', ''],
  ['ruff format --check .', 'lint: ruff format'],
  ['black --check .', 'lint: black'],
  ['flake8', 'lint: flake8'],
  ['python train.py --epochs 3', 'run: python'],
  ['python -c "import shop"', ''],
  ['pip install -r requirements.txt', ''],
  ['pre-commit run --all-files', 'lint: pre-commit run'],
  // Rust, Go, C and C++
  ['cargo test', 'test: cargo test'],
  ['cargo t --workspace', 'test: cargo test'],
  ['cargo +nightly test -p pricing rounding', 'test: cargo test'],
  ['cargo test --no-run', 'build: cargo test --no-run'],
  ['cargo nextest run', 'test: cargo nextest run'],
  ['cargo check --all-targets', 'type-check: cargo check'],
  ['cargo clippy -- -D warnings', 'lint: cargo clippy'],
  ['cargo fmt', ''],
  ['cargo fmt --check', 'lint: cargo fmt'],
  ['cargo build --release', 'build: cargo build'],
  ['RUST_BACKTRACE=1 cargo run --bin shop', 'run: cargo run'],
  ['cargo publish', ''],
  ['go test ./...', 'test: go test'],
  ['go test -run TestTotal -count=1 ./internal/cart', 'test: go test'],
  ['go vet ./...', 'lint: go vet'],
  ['go build -o bin/shop ./cmd/shop', 'build: go build'],
  ['go run ./cmd/shop', 'run: go run'],
  ['go mod tidy', ''],
  ['golangci-lint run', 'lint: golangci-lint run'],
  ['gotestsum -- -race ./...', 'test: gotestsum'],
  ['make', 'build: make'],
  ['make check', 'test: make check'],
  ['make -j8 -C build test', 'test: make test'],
  ['make clean lint test', 'test: make lint test'],
  ['make deploy', ''],
  ['cmake --build build --target all', 'build: cmake --build'],
  ['cmake -S . -B build', ''],
  ['ctest --test-dir build --output-on-failure', 'test: ctest'],
  ['ninja -C out', 'build: ninja'],
  ['meson test -C builddir', 'test: meson test'],
  ['gcc -Wall -o shop main.c', 'build: gcc'],
  ['gcc --version', ''],
  ['bazel test //billing/...', 'test: bazel test'],
  ['zig build test', 'test: zig build test'],
  // JVM
  ['mvn verify', 'test: mvn verify'],
  ['./mvnw -q -pl billing -am clean install', 'build: mvnw install'],
  ['mvn -B -f services/pom.xml test', 'test: mvn test'],
  ['mvn package -DskipTests', 'build: mvn package'],
  ['mvn spring-boot:run', 'run: mvn spring-boot:run'],
  ['./gradlew test', 'test: gradlew test'],
  ['gradlew.bat :app:testDebugUnitTest', 'test: gradlew testDebugUnitTest'],
  ['./gradlew check -x integrationTest', 'test: gradlew check'],
  ['gradle build', 'build: gradle build'],
  ['./gradlew spotlessCheck', 'lint: gradlew spotlessCheck'],
  ['./gradlew publishToMavenLocal', ''],
  ['sbt "testOnly com.acme.CartSpec"', 'test: sbt testOnly'],
  ['lein test', 'test: lein test'],
  ['clojure -M:test', 'test: clojure test'],
  ['java -jar target/shop.jar', 'run: java'],
  ['javac Cart.java', 'build: javac'],
  // .NET, Swift, mobile
  ['dotnet test', 'test: dotnet test'],
  ['dotnet build --configuration Release', 'build: dotnet build'],
  ['dotnet restore', ''],
  ['& "C:\\Program Files\\dotnet\\dotnet.exe" test .\\Shop.sln', 'test: dotnet test'],
  ['swift test --parallel', 'test: swift test'],
  ['xcodebuild -scheme Shop -destination "platform=iOS Simulator" test', 'test: xcodebuild test'],
  ['flutter test', 'test: flutter test'],
  ['dart analyze', 'type-check: dart analyze'],
  // PHP, Ruby, Elixir, others
  ['vendor/bin/phpunit --filter CartTest', 'test: phpunit'],
  ['php artisan test', 'test: artisan test'],
  ['php vendor/bin/phpunit', 'test: phpunit'],
  ['composer test', 'test: composer test'],
  ['composer install', ''],
  ['phpstan analyse src', 'type-check: phpstan'],
  ['bundle exec rspec spec/models', 'test: rspec'],
  ['bin/rails test test/models/cart_test.rb', 'test: rails test'],
  ['rake spec', 'test: rake spec'],
  ['ruby -Itest test/cart_test.rb', 'test: ruby test'],
  ['rubocop -A', 'lint: rubocop'],
  ['mix test --stale', 'test: mix test'],
  ['mix deps.get', ''],
  ['rebar3 eunit', 'test: rebar3 eunit'],
  ['dune runtest', 'test: dune runtest'],
  ['stack test', 'test: stack test'],
  ['bats test/install.bats', 'test: bats'],
  ['shellcheck install.sh', 'lint: shellcheck'],
  ['terraform validate', 'type-check: terraform validate'],
  ['terraform apply -auto-approve', ''],
  ['helm lint charts/shop', 'lint: helm lint'],
  ['dbt test --select orders', 'test: dbt test'],
  // Through other programs
  ['docker compose run web pytest', 'test: docker compose run pytest'],
  ['docker-compose -f ci.yml run --rm -e DB=1 web python -m pytest', 'test: docker compose run pytest'],
  ['docker compose exec -T app php artisan test', 'test: docker compose exec artisan test'],
  ['docker run --rm -v "$PWD:/src" -w /src node:24 npm test', 'test: docker run npm test'],
  ['docker build -t shop .', 'build: docker build'],
  ['docker ps', ''],
  ['sudo -u ci make test', 'test: make test'],
  ['time -p npm test', 'test: npm test'],
  ['timeout 60 cargo test', 'test: cargo test'],
  ['xvfb-run -a npm test', 'test: npm test'],
  ['bash -lc "cd web && npm test"', 'test: npm test'],
  ['cmd /c npm run build', 'build: npm run build'],
  ['powershell -Command "dotnet test"', 'test: dotnet test'],
  ['nix develop -c cargo test', 'test: cargo test'],
  ['just test', 'test: just test'],
  ['task lint', 'lint: task lint'],
  // Not checks, and shapes of a line
  ['ls -la', ''],
  ['git commit -m "npm test passes"', ''],
  ['git push && git status', ''],
  ['cat package.json | grep test', ''],
  ['echo npm test', ''],
  ['which pytest', ''],
  ['pytest --version', ''],
  ['tsc --help', ''],
  ['vim src/test.ts', ''],
  ['ssh ci make test', ''],
  ['# npm test', ''],
  ['cat <<EOF > notes.md\nnpm test\nEOF', ''],
  ['npm run lint; npm test', 'lint: npm run lint, test: npm test'],
  ['(cd web && npm test)', 'test: npm test'],
  ['npm test \\\n  -- --ci', 'test: npm test'],
  ['npm test > /tmp/out.txt 2>&1', 'test: npm test'],
  ['', ''],
  ['"', ''],
  ['&&', ''],
];

describe('checks in a command line', () => {
  it(`are known in ${String(lines.length)} lines of many languages`, () => {
    assert.ok(lines.length >= 100);
    const said = lines.map(([line]) =>
      checksIn(line)
        .map(({ check, what }) => `${check}: ${what}`)
        .join(', '),
    );
    assert.deepEqual(
      lines.map(([line], index) => `${line} => ${said[index] ?? ''}`),
      lines.map(([line, checks]) => `${line} => ${checks}`),
    );
  });

  const tells: readonly (readonly [line: string, passed: boolean, failed: boolean])[] = [
    ['npm test', true, true],
    ['cd web && npm test', true, true],
    ['npm test && echo done', true, true],
    ['npm run lint && npm test', true, true],
    // Which of the two failed?
    ['npm ci && npm test', true, false],
    ['npm test && git push', true, false],
    // The exit code is another program's.
    ['npm test | tee out.txt', false, false],
    ['set -o pipefail && npm test | tee out.txt', true, true],
    ['npm test |& less', false, false],
    ['cat input.txt | npm test', true, true],
    ['npm test || true', false, false],
    ['npm test; echo done', false, false],
    ['npm test &', false, false],
    ['! npm test', false, false],
    ['for f in a b; do npm test; done', false, false],
    ['(npm test; true)', false, false],
    ['bash -c "npm test"', true, true],
    ['bash -c "npm test; true"', false, false],
    ['bash -c "npm test" || true', false, false],
    // They go on until they are stopped.
    ['jest --watch', false, false],
    ['vitest', false, false],
    ['vitest run', true, true],
    ['tsc -w', false, false],
    ['npm run test:watch', false, false],
    ['npm run dev', false, false],
    ['ng test', false, false],
    ['cargo build && cargo test', true, true],
  ];
  for (const [line, passed, failed] of tells)
    it(`${line}: exit code ${passed ? 'tells of success' : 'tells nothing'}${passed && !failed ? ' only' : ''}`, () => {
      const found = checksIn(line).at(-1) ?? checksIn(line)[0];
      assert.deepEqual(found?.tells, { passed, failed });
    });

  it('lets nothing of a line through but common words', () => {
    const planted = [
      'Zq7Secret',
      'acmecorp',
      'hunter2',
      'sk-live-Zq7',
      'https://zq7.example/x?token=Zq7',
      '/home/zq7/private',
      'C:\\Users\\zq7\\x',
      'ZQ7_TOKEN=zq7',
      '--zq7',
      '--password=zq7',
      'zq7:test',
      'test:zq7',
      'test-zq7',
      'testZq7Unit',
      '@zq7/web',
      ':zq7:test',
      '$(cat zq7)',
      '"zq7 zq7"',
      "'zq7'",
      '`zq7`',
      'zq7.test.ts',
      '>zq7',
      '#zq7',
    ];
    let found = 0;
    for (const [line] of lines) {
      const words = line.split(' ');
      for (const marker of planted)
        for (let at = 0; at <= words.length; at += 1) {
          const changed = [...words.slice(0, at), marker, ...words.slice(at)].join(' ');
          for (const { what } of checksIn(changed)) {
            found += 1;
            assert.doesNotMatch(what, /zq7|acmecorp|hunter|token|secret|private|example|sk-live/i, changed);
            assert.ok(what.length <= 120, what);
          }
        }
      for (const marker of planted) {
        const joined = line.replaceAll(/(\w)\b/g, `$1${marker}`);
        for (const { what } of checksIn(joined)) assert.doesNotMatch(what, /zq7|acmecorp|hunter/i, joined);
      }
    }
    assert.ok(found > 10_000, String(found));
  });

  it('reads any text without an error, and not for long', () => {
    for (const text of ['$('.repeat(4000), '"'.repeat(7999), '('.repeat(8000), '<<a\n'.repeat(2000), 'x'.repeat(1e6)])
      assert.deepEqual(checksIn(text), []);
  });
});
