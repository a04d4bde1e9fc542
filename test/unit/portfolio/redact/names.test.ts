import assert from 'node:assert/strict';
import { compileNames, type NameRule } from '../../../../src/core/portfolio/redact/names.ts';
import { parseNames } from '../../../../src/core/portfolio/redact/namesList.ts';
import { PairfolioError } from '../../../../src/core/shared/errors.ts';

const rules: readonly NameRule[] = [
  { name: 'Acme', instead: 'Maker' },
  { name: 'Acme Corp', instead: 'Client A' },
  { name: 'Müller', instead: 'the lead' },
  { name: 'AT&T', instead: 'Telco' },
  { name: 'Ada', instead: 'Someone' },
  { name: '株式会社', instead: 'Kaisha' },
];
const { replace, hasName } = compileNames(rules);

function changes(pairs: readonly (readonly [string, string])[]): void {
  for (const [from, to] of pairs) {
    assert.equal(replace(from), to);
    assert.equal(hasName(from), from !== to, from);
  }
}

describe('replacing names', () => {
  it('gives each form of a name the same form of its replacement', () => {
    changes([
      ['Acme Corp and ACME CORP and acme corp', 'Client A and CLIENT A and client a'],
      ['acme-corp acme_corp ACME_CORP acme.corp', 'client-a client_a CLIENT_A client.a'],
      ['AcmeCorp acmeCorp acmecorp', 'ClientA clientA clienta'],
      ['myAcmeCorpClient my_acme_corp_x x-acme-corp-y', 'myClientAClient my_client_a_x x-client-a-y'],
      ['acmeClient ACME_URL HTTPAcme acme2', 'makerClient MAKER_URL HTTPMaker maker2'],
      ['@acme/ui src/acme/Acme.ts https://acme.example', '@maker/ui src/maker/Maker.ts https://maker.example'],
      ['Acme’s prices', 'Maker’s prices'],
      ['new line:\nAcme\n  Corp too', 'new line:\nClient A\n too'],
    ]);
  });

  it('leaves words alone that only hold a name', () => {
    for (const text of [
      'acmecorporation',
      'pacme',
      'Canada, adapter, Nevada, ada9f12, 8f3e1a2b-ada9-4c3d-8e4f-0123456789ab',
      'look at t and at the rest',
      'Müllereimer',
      '[secret:token]',
      '',
    ])
      assert.equal(replace(text), text);
    assert.equal(compileNames([{ name: 'Secret', instead: 'X' }]).replace('[secret:token]'), '[secret:token]');
  });

  it('knows names in other alphabets, with composed and decomposed letters, and without their marks', () => {
    changes([
      ['Mu\u0308ller schrieb', 'the lead schrieb'],
      ['user_muller, mueller', 'user_the_lead, thelead'],
      ['by 株式会社.', 'by Kaisha.'],
      ['AT&T', 'Telco'],
    ]);
  });

  it('prefers the longer name, wherever it stands in the list', () => {
    assert.equal(replace('Acme Corp, Acme'), 'Client A, Maker');
    assert.equal(compileNames([...rules].reverse()).replace('Acme Corp, Acme'), 'Client A, Maker');
  });

  it('numbers names without a replacement by their order', () => {
    const list = parseNames('# people\nJane Roe\n\nAcme = Maker\nJohn Doe\n');
    assert.equal(compileNames(list).replace('Jane Roe asked john_doe at Acme'), 'Name 1 asked name_3 at Maker');
  });
});

describe('a list of names', () => {
  it('is read with comments, empty lines, any line ends and a byte order mark', () => {
    assert.deepEqual(parseNames('\ufeff# clients\r\nAcme Corp = Client A\r\n\r\n  Jane Roe  \r\nx1 = a = b'), [
      { name: 'Acme Corp', instead: 'Client A' },
      { name: 'Jane Roe', instead: 'Name 2' },
      { name: 'x1', instead: 'a = b' },
    ]);
    assert.deepEqual(parseNames('# nothing\n'), []);
  });

  it('is refused with the number of the wrong line, and without what stands in it', () => {
    const wrong: readonly [string, RegExp][] = [
      ['Acme\n = Client', /^Line 2 of the names list has no name before the equals sign\.$/],
      ['# a\n\nQuux =', /^Line 3 .* has nothing after the equals sign\.$/],
      ['Quux\nq', /^Line 2 .* is no name/],
      ['Quux\n--- = x', /^Line 2 .* is no name/],
      ['Quux\nquux', /^Line 2 .* is listed twice/],
      ['Quux\nZorg = Old Quux', /^Line 2 .* holds a name of the list/],
      ['Quux = QuuxSoft', /^Line 1 .* holds a name of the list/],
      ['Quux = ---', /^Line 1 .* without letters/],
      ['Quux = a\u202eb', /^Line 1 .* hidden characters/],
      ['Quux\n\ufffd\ufffdx', /^Line 2 .* is not UTF-8/],
      [`Quux\n${'x'.repeat(300)}`, /^Line 2 .* is too long/],
    ];
    for (const [text, message] of wrong) {
      assert.throws(
        () => parseNames(text),
        (error) =>
          PairfolioError.is(error, 'usage') && message.test(error.message) && !/quux|zorg|xxx/i.test(error.message),
        JSON.stringify(text),
      );
    }
  });
});
