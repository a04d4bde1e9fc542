import assert from 'node:assert/strict';
import { highRisk, ordinaryRisk, riskOf } from '../../../src/core/reflect/risk.ts';

describe('risk', () => {
  const of = (file: string | null, language: string | null = 'typescript'): number =>
    riskOf({ file, language, kind: null });

  it('is high where access, secrets, stored data or what runs in production is at stake', () => {
    for (const file of [
      'src/auth/index.ts',
      'lib/JWTVerifier.java',
      'src/OAuth2Client.cs',
      'app/passwordReset.ts',
      'db/migrate/001_users.rb',
      'prisma/schema.prisma',
      '.github/workflows/test.yml',
      '.circleci/config.yml',
      '.gitlab-ci.yml',
      'infra/main.tf',
      'Dockerfile',
      'crypto/hmac.go',
    ])
      assert.equal(of(file), highRisk, file);
    assert.equal(of('queries/report.txt', 'sql'), highRisk);
    assert.equal(riskOf({ file: null, language: null, kind: 'migration' }), highRisk);
  });

  it('is ordinary elsewhere, and where the path is not known', () => {
    for (const file of ['src/authors.ts', 'src/list.ts', 'docs/sequels.md', 'src/circle.ts', 'test/tokenizer.ts'])
      assert.equal(of(file), ordinaryRisk, file);
    assert.equal(of(null, null), ordinaryRisk);
  });
});
