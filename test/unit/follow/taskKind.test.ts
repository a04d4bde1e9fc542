import assert from 'node:assert/strict';
import { looksLikeFix, looksLikeRevert } from '../../../src/core/follow/commitMessage.ts';
import { taskKindOf } from '../../../src/core/follow/taskKind.ts';
import type { TaskKind } from '../../../src/core/shared/words.ts';

/** Message → kind, for a source file whose path says nothing. */
const messages: readonly (readonly [string, TaskKind | null])[] = [
  ['feat: add gift cards', 'feature'],
  ['feat(cart)!: drop the old total', 'feature'],
  ['Feature: export to CSV', 'feature'],
  ['fix: round half up', 'fix'],
  ['fix(api): handle empty body', 'fix'],
  ['Fix #12', 'fix'],
  ['Fixes #1204: crash on empty cart', 'fix'],
  ['Fixed NPE in OrderService', 'fix'],
  ['bugfix: wrong tax', 'fix'],
  ['[fix] off by one in pager', 'fix'],
  ['[SHOP-77] Fix rounding of totals', 'fix'],
  ['SHOP-77: fix rounding of totals', 'fix'],
  [':bug: Wrong currency', 'fix'],
  ['♻️ One place for rounding', 'refactor'],
  ['⬆️ vite', 'config'],
  ['🚀 To the moon', null],
  ['🐛 Fix wrong currency', 'fix'],
  ['✨ Add wish list', 'feature'],
  ['Hotfix for checkout', 'fix'],
  ['Revert "Add wish list"', 'fix'],
  ['revert: let us reconsider', 'fix'],
  ['Correct the rounding of negative totals', 'fix'],
  ['Prevent double submit', 'fix'],
  ['net/http: fix data race in Transport', 'fix'],
  ['mm: memcontrol: fix an off-by-one', 'fix'],
  ['Resolves #12', null],
  ['Closes #31: add a search box', 'feature'],
  ['Regression in date parsing', 'fix'],
  ['Add discount codes', 'feature'],
  ['Added support for Apple Pay', 'feature'],
  ['Implement OAuth device flow', 'feature'],
  ['Introduce feature flags', 'feature'],
  ['Support Node 24', 'feature'],
  ['Initial commit', 'feature'],
  ['Allow several coupons', 'feature'],
  ['refactor: pull out money', 'refactor'],
  ['refactor(core): one place for rounding', 'refactor'],
  ['perf: index by id', 'refactor'],
  ['style: run prettier', 'refactor'],
  ['Rename Cart to Basket', 'refactor'],
  ['Extract PriceFormatter', 'refactor'],
  ['Move helpers to lib/', 'refactor'],
  ['Remove unused imports', 'refactor'],
  ['Delete dead code', 'refactor'],
  ['Simplify the checkout state machine', 'refactor'],
  ['Clean up after the migration to v2', 'refactor'],
  ['Fix lint errors', 'refactor'],
  ['test: cover negative totals', 'test'],
  ['tests: more of them', 'test'],
  ['Add tests for the cart', 'test'],
  ['Add missing unit tests', 'test'],
  ['Fix flaky checkout test', 'test'],
  ['Update snapshots', 'test'],
  ['docs: explain rounding', 'docs'],
  ['Update README', 'docs'],
  ['Fix typo in README', 'docs'],
  ['Fix typo in comment', 'docs'],
  ['Document the retry policy', 'docs'],
  ['Improve installation guide', 'docs'],
  ['Update the changelog', 'docs'],
  ['ci: cache npm', 'config'],
  ['build(deps): bump lodash from 4.17.20 to 4.17.21', 'config'],
  ['chore(deps): update eslint', 'config'],
  ['Bump axios from 1.6.0 to 1.6.2', 'config'],
  ['Update dependencies', 'config'],
  ['Update dependency vite to v6', 'config'],
  ['Upgrade to React 19', 'config'],
  ['Release v2.4.0', 'config'],
  ['v1.2.3', 'config'],
  ['Fix CI', 'config'],
  ['Add GitHub Actions workflow', 'config'],
  ['Update .gitignore', 'config'],
  ['chore: tidy', 'refactor'],
  ['Add migration for coupons', 'migration'],
  ['migration: add index on orders', 'migration'],
  ['Migrate from Moment to date-fns', 'migration'],
  ["Merge branch 'fix/rounding' into main", null],
  ['Merge pull request #12 from ada/fix-total', null],
  ['wip', null],
  ['WIP: fix rounding', 'fix'],
  ['.', null],
  ['', null],
  ['Update cart.ts', null],
  ['asdf', null],
  ['Address review comments', null],
  ['fixup! fix: round half up', 'fix'],
  ['squash! feat: gift cards', 'feature'],
  ['Prefix all routes with /v2', null],
  ['Additional thoughts', null],
  ['Fixtures for the cart', null],
  ['Testimonials page', null],
  ['feat: gift cards\n\nfix: also this', 'feature'],
];

/** Path → kind, where the message says nothing. */
const paths: readonly (readonly [string, TaskKind | null])[] = [
  ['src/cart.test.ts', 'test'],
  ['src/cart.spec.tsx', 'test'],
  ['src/__tests__/cart.ts', 'test'],
  ['tests/test_cart.py', 'test'],
  ['test_cart.py', 'test'],
  ['cart_test.go', 'test'],
  ['src/test/java/com/acme/CartTest.java', 'test'],
  ['app/src/androidTest/java/com/acme/LoginRobot.kt', 'test'],
  ['Shop.UnitTests/CartTests.cs', 'test'],
  ['ShopUITests/LaunchTests.swift', 'test'],
  ['spec/models/cart_spec.rb', 'test'],
  ['cypress/e2e/login.cy.ts', 'test'],
  ['features/checkout.feature', 'test'],
  ['conftest.py', 'test'],
  ['src/__snapshots__/cart.tsx.snap', 'test'],
  ['src/latest.ts', null],
  ['src/main/java/Contest.java', null],
  ['src/Latest.java', null],
  ['src/inspector.ts', null],
  ['README.md', 'docs'],
  ['docs/guide/start.mdx', 'docs'],
  ['doc/api.rst', 'docs'],
  ['CHANGELOG', 'docs'],
  ['LICENSE', 'docs'],
  ['docs/diagram.svg', 'docs'],
  ['db/migrate/20260101_add_users.rb', 'migration'],
  ['prisma/migrations/2026_init/migration.sql', 'migration'],
  ['shop/migrations/0002_coupon.py', 'migration'],
  ['alembic/versions/ab12_users.py', 'migration'],
  ['src/main/resources/db/V2__orders.sql', 'migration'],
  ['src/migrations/1700-users.ts', 'migration'],
  ['package.json', 'config'],
  ['package-lock.json', 'config'],
  ['requirements-dev.txt', 'config'],
  ['pyproject.toml', 'config'],
  ['Cargo.toml', 'config'],
  ['go.mod', 'config'],
  ['CMakeLists.txt', 'config'],
  ['Makefile', 'config'],
  ['Dockerfile', 'config'],
  ['docker/api.Dockerfile', 'config'],
  ['docker-compose.prod.yml', 'config'],
  ['.github/workflows/ci.yml', 'config'],
  ['.gitlab-ci.yml', 'config'],
  ['infra/main.tf', 'config'],
  ['charts/shop/Chart.yaml', 'config'],
  ['helm/shop/templates/deploy.yaml', 'config'],
  ['tsconfig.build.json', 'config'],
  ['.eslintrc.cjs', 'config'],
  ['vite.config.ts', 'config'],
  ['.vscode/settings.json', 'config'],
  ['.gitignore', 'config'],
  ['.env.example', 'config'],
  ['src/Shop.csproj', 'config'],
  ['config/settings.yml', 'config'],
  ['src/main/resources/application-dev.yml', 'config'],
  ['src/cart.ts', null],
  ['lib/money.rb', null],
  ['src/config/parse.ts', null],
  ['src/locales/de.json', null],
  ['src/components/Button.tsx', null],
  ['notebooks/churn.ipynb', null],
  ['queries/churn.sql', null],
  ['', null],
];

describe('the kind of a task', () => {
  for (const [message, kind] of messages)
    it(`of “${message.replaceAll('\n', '⏎')}” is ${kind ?? 'unknown'}`, () =>
      assert.equal(taskKindOf({ file: 'src/cart.ts', message }), kind));
  for (const [file, kind] of paths)
    it(`of ${file || 'no path'} is ${kind ?? 'unknown'}`, () =>
      assert.equal(taskKindOf({ file, message: 'wip' }), kind));

  it('is what the message says, whatever the path says', () => {
    assert.equal(taskKindOf({ file: 'src/cart.test.ts', message: 'feat: gift cards' }), 'feature');
    assert.equal(taskKindOf({ file: 'src/cart.test.ts', message: 'chore: things' }), 'test');
    assert.equal(taskKindOf({ file: 'README.md', message: 'Fix typo' }), 'docs');
    assert.equal(taskKindOf({ file: 'src/cart.ts', message: 'Fix typo' }), 'fix');
  });

  it('is read from the text where nothing else says it', () => {
    const kind = (suggested: string, before = '', file = 'src/lib.rs'): TaskKind | null =>
      taskKindOf({ file, before, suggested });
    assert.equal(kind('    #[test]\n    fn adds() {}'), 'test');
    assert.equal(kind("describe('cart', () => {\n  it('adds', () => {});\n});"), 'test');
    assert.equal(kind('// Rounds half up.\n// Never negative.'), 'docs');
    assert.equal(kind('ALTER TABLE users ADD COLUMN age int;', '', 'queries/x.sql'), 'migration');
    assert.equal(kind('if (a) {\n  b();\n}', 'if (a) { b(); }'), 'refactor');
    assert.equal(kind('return a + b;'), null);
    assert.equal(taskKindOf({ file: null, language: 'markdown', suggested: 'words' }), 'docs');
    assert.equal(taskKindOf({ file: null }), null);
  });
});

describe('a commit that looks like a fix', () => {
  for (const message of [
    'fix: x',
    'Fix #12',
    'Revert "Add x"',
    'This reverts nothing',
    'hotfix: y',
    'Roll back retries',
    'Back out the cache',
  ])
    it(`“${message}”`, () => assert.equal(looksLikeFix(message), !message.startsWith('This')));
  for (const message of [
    'feat: x',
    'Fix flaky test',
    'Fix typo in README',
    'refactor: y',
    'Prefix routes',
    'Update cart.ts',
    'Fix lint',
  ])
    it(`not “${message}”`, () => assert.equal(looksLikeFix(message), false));
  it('a revert is told from a fix', () => {
    assert.ok(looksLikeRevert('Revert "Add x"') && looksLikeRevert('revert: x') && looksLikeRevert('Rolled back x'));
    assert.ok(!looksLikeRevert('Fix reverting') && !looksLikeRevert('Add revert button'));
  });
});
