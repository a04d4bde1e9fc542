import assert from 'node:assert/strict';
import { readSigners, refusal } from '../../../src/node/ssh/allowedSigners.ts';
import { makeKey } from '../../support/sshKeys.ts';

describe('keys a reader trusts', () => {
  const { line, fingerprint } = makeKey();
  const read = (text: string): ReturnType<typeof readSigners> => readSigners(text, '/downloads/alice.keys');

  it('are read from what a forge publishes, under the name of the file', () => {
    const { signers, unused } = read(`\ufeff${line}\r\n\r\n${makeKey(['rsa']).line} alice@laptop\n`);
    assert.deepEqual(
      signers.map(({ name }) => name),
      ['alice', 'alice'],
    );
    assert.deepEqual([signers[0]?.key.fingerprint, unused], [fingerprint, 0]);
  });

  it('are read from an allowed-signers file, with the names and limits that stand there', () => {
    const { signers, unused } = read(
      [
        '# our team',
        `alice@example.com ${line} laptop`,
        `"Bob B <bob@example.com>,*@other.com" namespaces="git, file",valid-before="20300101" ${line}`,
        `carol namespaces="pair*",valid-after="20260101Z" ${line}`,
        `dave cert-authority ${line}`,
        `erin valid-before="whenever" ${line}`,
        'frank ssh-ed25519 AAAA',
        'nothing of the kind',
      ].join('\n'),
    );
    assert.deepEqual(
      signers.map(({ name }) => name),
      ['alice@example.com', 'Bob B <bob@example.com>,*@other.com', 'carol'],
    );
    assert.equal(unused, 4);
    const [alice, bob, carol] = signers;
    assert.ok(alice && bob && carol);
    const now = Date.parse('2026-11-22T00:00:00Z');
    assert.equal(refusal(alice, 'pairfolio', now), undefined);
    assert.match(refusal(bob, 'pairfolio', now) ?? '', /other uses/);
    assert.equal(refusal(carol, 'pairfolio', now), undefined);
    assert.match(refusal(carol, 'pairfolio', Date.parse('2025-12-31T23:59:59Z')) ?? '', /not valid yet/);
    assert.equal(refusal(bob, 'git', now), undefined);
    assert.match(refusal(bob, 'git', Date.parse('2031-01-01T00:00:00Z')) ?? '', /no longer valid/);
  });
});
