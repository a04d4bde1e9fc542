import assert from 'node:assert/strict';
import { domainOf } from '../../../src/core/follow/domain.ts';
import { firstTimes } from '../../../src/core/follow/firstTimes.ts';
import { languageOf } from '../../../src/core/shared/language.ts';
import type { Domain } from '../../../src/core/shared/words.ts';

const paths: readonly (readonly [string, Domain | null])[] = [
  ['src/components/Button.tsx', 'front-end'],
  ['src/App.vue', 'front-end'],
  ['web/src/routes/+page.svelte', 'front-end'],
  ['styles/main.scss', 'front-end'],
  ['public/index.html', 'front-end'],
  ['packages/frontend/src/store.ts', 'front-end'],
  ['Front-End/store.ts', 'front-end'],
  ['src/hooks/useCart.ts', 'front-end'],
  ['src/webview/review.ts', 'front-end'],
  ['apps/web/client/api/http.ts', 'back-end'],
  ['src/pages/about.ts', 'front-end'],
  ['pages/api/orders.ts', 'back-end'],
  ['app/orders/route.ts', 'back-end'],
  ['src/routes/orders/+server.ts', 'back-end'],
  ['server/index.ts', 'back-end'],
  ['backend/src/components/registry.py', 'back-end'],
  ['api/views.py', 'back-end'],
  ['src/controllers/orders.ts', 'back-end'],
  ['src/services/tax.ts', 'back-end'],
  ['src/middleware/auth.js', 'back-end'],
  ['cmd/shop/main.go', 'back-end'],
  ['internal/cart/cart.go', 'back-end'],
  ['src/main/java/com/acme/Cart.java', 'back-end'],
  ['Shop/Controllers/CartController.cs', 'back-end'],
  ['app/models/cart.rb', 'back-end'],
  ['lib/shop_web/router.ex', 'back-end'],
  ['proto/cart.proto', 'back-end'],
  ['app/Http/Kernel.php', 'back-end'],
  ['server/emails/Welcome.tsx', 'front-end'],
  ['models/staging/stg_orders.sql', 'data'],
  ['dbt_project.yml', 'data'],
  ['notebooks/churn.ipynb', 'data'],
  ['analysis.Rmd', 'data'],
  ['dags/daily.py', 'data'],
  ['etl/load.py', 'data'],
  ['ml/train.py', 'data'],
  ['db/migrate/001_users.rb', 'data'],
  ['prisma/schema.prisma', 'data'],
  ['shop/migrations/0002_coupon.py', 'data'],
  ['data/customers.csv', 'data'],
  ['Dockerfile', 'infra'],
  ['services/api/Dockerfile', 'infra'],
  ['docker-compose.yml', 'infra'],
  ['.github/workflows/ci.yml', 'infra'],
  ['.gitlab-ci.yml', 'infra'],
  ['Jenkinsfile', 'infra'],
  ['terraform/vpc/main.tf', 'infra'],
  ['k8s/api.yaml', 'infra'],
  ['infra/stack.ts', 'infra'],
  ['ansible/site.yml', 'infra'],
  ['deploy/run.sh', 'infra'],
  ['scripts/release.sh', 'infra'],
  ['nginx/default.conf', 'infra'],
  ['serverless.yml', 'infra'],
  ['ios/Shop/AppDelegate.swift', 'mobile'],
  ['Shop/ContentView.swift', 'mobile'],
  ['ios/Shop/Bridge.m', 'mobile'],
  ['app/src/main/java/com/acme/MainActivity.kt', 'mobile'],
  ['app/src/main/res/layout/main.xml', 'mobile'],
  ['android/build.gradle', 'mobile'],
  ['lib/main.dart', 'mobile'],
  ['apps/mobile/src/screens/Home.tsx', 'mobile'],
  ['src/Button.ios.tsx', 'mobile'],
  ['ios/Podfile', 'mobile'],
  ['README.md', 'docs'],
  ['docs/api/orders.rst', 'docs'],
  ['server/README.md', 'docs'],
  ['CHANGELOG.md', 'docs'],
  ['src/cart.ts', null],
  ['package.json', null],
  ['tsconfig.json', null],
  ['lib/money.py', null],
  ['src/lib.rs', null],
  ['main.c', null],
  ['', null],
];

describe('the domain', () => {
  for (const [file, domain] of paths)
    it(`of ${file || 'no path'} is ${domain ?? 'unknown'}`, () =>
      assert.equal(domainOf({ file, language: languageOf(file) }), domain));

  it('is that of the language where the path says nothing', () => {
    assert.equal(domainOf({ file: 'Untitled-1', language: 'css' }), 'front-end');
    assert.equal(domainOf({ file: null, language: 'SQL' }), 'data');
    assert.equal(domainOf({ file: null, language: 'plaintext' }), null);
  });

  it('is that of the packages where path and language say nothing', () => {
    const of = (...dependencies: string[]): Domain | null =>
      domainOf({ file: 'lib/a.py', language: 'python', dependencies });
    assert.equal(of('pandas', 'requests'), 'data');
    assert.equal(of('fastapi', 'sqlalchemy', 'starlette'), 'back-end');
    assert.equal(of('react', 'react-dom', 'express'), 'front-end');
    assert.equal(of('react', 'express'), null);
    assert.equal(of('left-pad'), null);
  });
});

describe('first times', () => {
  const decision = (at: string, domain: Domain | null, language: string | null) => ({
    at,
    domain,
    language,
    kind: null,
  });
  it('are the earliest of each, whatever the order', () => {
    const decisions = [
      decision('2026-03-01T00:00:00.000Z', 'infra', 'terraform'),
      decision('2026-01-01T00:00:00.000Z', 'back-end', 'go'),
      decision('2026-02-01T00:00:00.000Z', 'infra', null),
    ];
    assert.deepEqual(
      firstTimes(decisions).map(({ what, value, at }) => [what, value, at.slice(0, 10)]),
      [
        ['domain', 'back-end', '2026-01-01'],
        ['language', 'go', '2026-01-01'],
        ['domain', 'infra', '2026-02-01'],
        ['language', 'terraform', '2026-03-01'],
      ],
    );
    assert.deepEqual(firstTimes([]), []);
  });
});
