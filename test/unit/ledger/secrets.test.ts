import assert from 'node:assert/strict';
import { maskSecrets } from '../../../src/core/ledger/secrets.ts';

// Made up for this test; assembled from pieces so that no scanner mistakes this file for a leak.
const letters = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zaB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0z';
const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj';
const secrets: [string, string][] = [
  ['AWS key id', ['AKIA', 'IOSFODNN7EXAMPLE'].join('')],
  ['Anthropic key', `sk-ant-api03-${letters.slice(0, 40)}`],
  ['OpenAI key', `sk-proj-${letters.slice(0, 40)}`],
  ['GitHub token', `ghp_${letters.slice(0, 36)}`],
  ['GitHub fine-grained token', `github_pat_${letters.slice(0, 40)}`],
  ['GitLab token', `glpat-${letters.slice(0, 20)}`],
  ['Google key', `AIza${letters.slice(0, 35)}`],
  ['Slack token', `xoxb-123456789012-${letters.slice(0, 20)}`],
  ['Stripe key', `sk_live_${letters.slice(0, 24)}`],
  ['npm token', `npm_${letters.slice(0, 36)}`],
  ['PyPI token', `pypi-${letters.slice(0, 50)}`],
  ['Hugging Face token', `hf_${letters.slice(0, 34)}`],
  ['SendGrid key', `SG.${letters.slice(0, 22)}.${letters.slice(0, 43)}`],
  ['JWT', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${letters.slice(0, 43)}`],
  ['password in a URL', 'hunter2secret'],
  ['key body', body],
];
const place = (secret: string, name: string): string =>
  name === 'password in a URL'
    ? `const db = "postgres://shop:${secret}@db.internal:5432/shop";`
    : `const value = "${secret}"; // note`;

describe('secret masking', () => {
  for (const [name, secret] of secrets.filter(([name]) => name !== 'key body')) {
    it(`masks a ${name} in code`, () => {
      const masked = maskSecrets(place(secret, name));
      assert.ok(!masked.includes(secret), masked);
      assert.match(masked, /\[secret:[a-z-]+\]/);
      assert.match(masked, /^const /);
    });
  }

  it('masks a private key, whole, in pieces, behind comment marks, and without its end', () => {
    const begin = ['-----BEGIN RSA ', 'PRIVATE KEY-----'].join('');
    const end = ['-----END RSA ', 'PRIVATE KEY-----'].join('');
    for (const text of [
      [begin, body, body, 'abcd==', end].join('\n'),
      [begin, body, body].join('\n'),
      [`// ${begin}`, `// ${body}`, `// ${body}`, `// ${end}`].join('\n'),
      [`# ${body}`, `# ${body}`].join('\n'),
      [`  "${body}\\n" +`, `  "${body}\\n" +`].join('\n'),
      [begin, body, body, end].join('\r\n'),
    ]) {
      const masked = maskSecrets(`before\n${text}\nafter`);
      assert.ok(!masked.includes(body), masked);
      assert.ok(masked.startsWith('before\n') && masked.includes('[secret:private-key]'), masked);
    }
  });

  it('masks the value under a telling name, and only the value', () => {
    assert.equal(maskSecrets(`password: 'correct-horse-battery'`), `password: '[secret:value]'`);
    assert.equal(
      maskSecrets(`AWS_SECRET_ACCESS_KEY = "${letters.slice(0, 40)}"`),
      'AWS_SECRET_ACCESS_KEY = "[secret:value]"',
    );
    assert.equal(maskSecrets(`export API_TOKEN=${letters.slice(0, 32)}`), 'export API_TOKEN=[secret:value]');
  });

  it('leaves ordinary code alone', () => {
    for (const text of [
      'const total = items.reduce((sum, item) => sum + item.price, 0);',
      'const sha = "9f2c1ab04e6d8a7c3b5f1e2d4c6b8a0917263544";',
      'password: process.env.DB_PASSWORD',
      'apiKey: "${env:API_KEY}"',
      'const token = await getToken();',
      'integrity sha512-' + 'a'.repeat(20),
      'https://example.com/a/b?c=d@e',
      'src/components/very/long/path/to/some/File_with_a_long_name_indeed.tsx',
    ]) {
      assert.equal(maskSecrets(text), text);
    }
  });
});
