import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PastedText } from '../../../src/core/recognise/pastedReply.ts';
import { isTelling } from '../../../src/core/recognise/telling.ts';

/** Names as code has them, none of them a keyword; `family` keeps those of two texts apart. */
const name = (family: string): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom('basket', 'price', 'order', 'tax', 'Größe', 'user_id', 'ledger2'), {
      minLength: 1,
      maxLength: 3,
    })
    .map((parts) => `${family}${parts.join('')}`);

const codeLine = (family: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom('  ', '\t', '    ', ''),
      fc.uniqueArray(name(family), { minLength: 4, maxLength: 4 }),
      fc.nat(4),
    )
    .map(([indent, [a = '', b = '', c = '', d = ''], shape]) => {
      const shapes = [
        `const ${a} = ${b}.${c}(${d}, { deep: true });`,
        `if (${a} >= ${b} && !${c}) return "${d}";`,
        `def ${a}(${b}, *, ${c}=None): # ${d}`,
        `${a}.${b}["${c}"] += ${d} * 2;`,
        `<${a} class="${b}" :key="${c}">{{ ${d} }}</${a}>`,
      ];
      return `${indent}${shapes[shape] ?? ''}`;
    });

const lines = (family: string): fc.Arbitrary<string[]> =>
  fc.array(
    fc.oneof({ weight: 6, arbitrary: codeLine(family) }, { weight: 1, arbitrary: fc.constantFrom('', '}', '  });') }),
    {
      minLength: 1,
      maxLength: 12,
    },
  );

interface Block {
  readonly reply: string;
  readonly code: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** A reply with a code block in it, and a stretch of the block's lines. */
const block = fc
  .tuple(
    lines('a'),
    fc.constantFrom('```', '~~~', '````'),
    fc.constantFrom('', 'ts', 'python title="x"'),
    fc.nat(),
    fc.nat(),
  )
  .map(([code, fence, language, one, other]): Block => {
    const [from, to] = [one % code.length, other % code.length].sort((x, y) => x - y) as [number, number];
    const reply = ['Sure, here it is:', '', fence + language, ...code, fence, '', 'It is **tested**.'].join('\n');
    return { reply, code, from, to };
  });

/** What becomes of a text between the reply and the paste. */
const onTheWay = fc.record({
  indent: fc.constantFrom('', '  ', '\t\t', '        '),
  ending: fc.constantFrom('\n', '\r\n', '\r'),
  trailing: fc.constantFrom('', ' ', '   '),
  /** A terminal breaks lines at spaces. */
  wrapped: fc.boolean(),
  last: fc.boolean(),
});

describe('a pasted reply (property)', () => {
  it('is known by any telling stretch of its lines, however it was indented, broken and wrapped on the way', () => {
    let telling = 0;
    fc.assert(
      fc.property(block, onTheWay, ({ reply, code, from, to }, way) => {
        const stretch = code.slice(from, to + 1);
        const sent = stretch.map(
          (line) => way.indent + line.trim().replaceAll(' ', way.wrapped ? '\n  ' : ' ') + way.trailing,
        );
        const text = sent.join(way.ending) + (way.last ? way.ending : '');
        const pasted = new PastedText(text);
        const saysEnough = stretch.some((line) => line.trim().length > 20);
        // A wrapped line may come to stand alone word by word, which says nothing any more.
        if (!way.wrapped) assert.equal(pasted.telling, saysEnough, text);
        if (pasted.telling) telling += 1;
        assert.equal(pasted.isFrom(reply), pasted.telling, text);
      }),
      { numRuns: 1000 },
    );
    assert.ok(telling > 500, `only ${String(telling)} of 1000 were long enough to say anything`);
  });

  it('is never found in what other code says', () => {
    fc.assert(
      fc.property(block, lines('b'), ({ reply }, code) => !new PastedText(code.join('\n')).isFrom(reply)),
      { numRuns: 1000 },
    );
  });

  it('is no longer known once a telling character of it is another', () => {
    fc.assert(
      fc.property(block, fc.nat(), ({ reply, code, from, to }, at) => {
        const text = code.slice(from, to + 1).join('\n');
        const places = [...text.matchAll(/[a-z]/g)].map(({ index }) => index);
        const place = places[at % Math.max(1, places.length)];
        fc.pre(place !== undefined);
        assert.equal(new PastedText(`${text.slice(0, place)}Q${text.slice(place + 1)}`).isFrom(reply), false);
      }),
    );
  });

  it('is not taken for one where the same lines stood in the prompt or in the developer’s files before', () => {
    fc.assert(
      fc.property(block, lines('b'), lines('c'), fc.boolean(), ({ reply, code, from, to }, above, below, asked) => {
        const text = code.slice(from, to + 1).join('\n');
        const file = [...above, ...code.map((line) => `    ${line}  `), ...below].join('\r\n');
        assert.equal(new PastedText(text, asked ? [] : [file]).isFrom(reply, asked ? [file] : []), false);
        // Of a file with only some of the lines, the others still tell.
        const others = new PastedText(text, [above.join('\n')]);
        assert.equal(others.isFrom(reply, [below.join('\n')]), others.telling);
      }),
    );
  });

  it('says something or nothing whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (text, reply) => {
        const pasted = new PastedText(text, [reply]);
        assert.equal(pasted.telling, isTelling(text.split(/\r\n|[\n\r\u2028\u2029]/)) && pasted.telling);
        assert.equal(pasted.isFrom(`${reply}${text}`, [text]), false);
      }),
    );
  });
});
