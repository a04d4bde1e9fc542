import assert from 'node:assert/strict';
import { generateKeyPairSync, hash, sign } from 'node:crypto';
import { armoured, checkSignature, dearmoured, readSignature } from '../../../src/node/ssh/signature.ts';
import { wireString } from '../../../src/node/ssh/wire.ts';
import { makeKey, signAlone, verifyAlone } from '../../support/sshKeys.ts';

function judge(text: string | Uint8Array, data: string, namespace = 'pairfolio'): string {
  const read = readSignature(Buffer.from(text));
  return read.ok ? checkSignature(read.signature, data, namespace) : read.problem;
}

/** A signature as a security token makes it, by a token that stands in memory (PROTOCOL.u2f, PROTOCOL.sshsig). */
function tokenSignature(data: string, flags: number): string {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const point = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  const type = 'sk-ssh-ed25519@openssh.com';
  const signed = Buffer.concat([
    Buffer.from('SSHSIG'),
    ...['pairfolio', '', 'sha512'].map((text) => wireString(text)),
    wireString(hash('sha512', data, 'buffer')),
  ]);
  const counter = Buffer.from([flags, 0, 0, 0, 7]);
  const message = Buffer.concat([hash('sha256', 'ssh:', 'buffer'), counter, hash('sha256', signed, 'buffer')]);
  const value = Buffer.concat([wireString(type), wireString(sign(null, message, privateKey)), counter]);
  return armoured(
    Buffer.concat([
      Buffer.from('SSHSIG'),
      Buffer.from([0, 0, 0, 1]),
      wireString(Buffer.concat([wireString(type), wireString(point), wireString('ssh:')])),
      ...['pairfolio', '', 'sha512'].map((text) => wireString(text)),
      wireString(value),
    ]),
  );
}

describe('a signature made by ssh-keygen', () => {
  for (const type of [
    ['ed25519'],
    ['rsa', '-b', '3072'],
    ['ecdsa', '-b', '256'],
    ['ecdsa', '-b', '384'],
    ['ecdsa', '-b', '521'],
  ]) {
    it(`is checked as ssh-keygen checks it: ${type.join(' ')}`, () => {
      const key = makeKey(type);
      const text = signAlone(key, 'what was signed', 'pairfolio');
      assert.equal(judge(text, 'what was signed'), 'good');
      const read = readSignature(Buffer.from(text));
      assert.ok(read.ok);
      assert.equal(read.signature.key.fingerprint, key.fingerprint);
      assert.equal(judge(text, 'what was not signed'), 'bad');
      assert.equal(judge(text, 'what was signed', 'git'), 'bad');
      assert.equal(judge(signAlone(key, 'what was signed', 'git'), 'what was signed'), 'bad');
    });
  }

  it('of a security token counts where somebody touched it', () => {
    const touched = tokenSignature('data', 1);
    assert.deepEqual([judge(touched, 'data'), verifyAlone(touched, 'data', 'pairfolio').ok], ['good', true]);
    assert.equal(judge(touched, 'other'), 'bad');
    assert.equal(judge(tokenSignature('data', 0), 'data'), 'bad');
  });

  it('is never good with another byte, bit by bit', function () {
    this.timeout(30_000);
    for (const type of [['ed25519'], ['ecdsa', '-b', '256']]) {
      const bytes = Buffer.from(signAlone(makeKey(type), 'data', 'pairfolio'));
      for (let at = 0; at < bytes.length; at++) {
        for (const bit of [0x01, 0x02, 0x08, 0x20, 0x80]) {
          const changed = Uint8Array.from(bytes);
          changed[at] = (bytes[at] ?? 0) ^ bit;
          assert.notEqual(judge(changed, 'data'), 'good', `${type.join(' ')}, byte ${String(at)}, bit ${String(bit)}`);
        }
      }
    }
  });

  it('is not taken in any other spelling, though its bytes are the same', () => {
    const text = signAlone(makeKey(), 'data', 'pairfolio');
    for (const other of [
      `${text}\n`,
      ` ${text}`,
      `\ufeff${text}`,
      text.trimEnd(),
      text.replace(/\n/g, '\r\n'),
      text.replace('\n', '\n\n'),
      text.replace(/(.{70})\n/, '$1'),
      `${text}${text}`,
      '',
      'a signature',
    ])
      assert.match(judge(other, 'data'), /was changed/);
    assert.equal(judge(text.replace(/\n/g, '\r\n'), 'data') === 'good', false);
    // What ssh-keygen writes on Windows is brought into this spelling when it is made.
    const blob = dearmoured(text.replace(/\n/g, '\r\n'));
    assert.ok(blob);
    assert.equal(armoured(blob), text);
  });
});
