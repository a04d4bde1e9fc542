import assert from 'node:assert/strict';
import { drawPictures, type Drawn } from '../../../src/core/portfolio/charts/drawPictures.ts';
import type { Picture } from '../../../src/core/portfolio/charts/picture.ts';
import { pictureLines } from '../../../src/core/portfolio/charts/picture.ts';
import { inlinePicture } from '../../../src/core/portfolio/html/inlinePicture.ts';
import { bareShare } from '../../../src/core/portfolio/rates.ts';
import { survivalCheckpoints } from '../../../src/core/ledger/left.ts';
import type { TaskKind, Verdict } from '../../../src/core/shared/words.ts';

type Group = Drawn['groups'][number];

function groups(count: number, verdict: Verdict, about: Partial<Pick<Group, 'kind' | 'language'>> = {}): Group[] {
  return Array.from({ length: count }, (_, number) => ({
    id: `${verdict} ${String(number)}`,
    at: '2026-10-01T00:00:00.000Z',
    parts: [],
    verdict,
    reflection: null,
    kind: null,
    language: null,
    ...about,
  }));
}

function drawn(made: readonly Group[], measured: readonly number[] = []): Picture[] {
  const count = (verdict: Verdict): number => made.filter((group) => group.verdict === verdict).length;
  const byVerdict = {
    trusted: count('trusted'),
    adapted: count('adapted'),
    overrode: count('overrode'),
    undecided: count('undecided'),
  };
  const survival = survivalCheckpoints.map((checkpoint, index) => {
    const n = measured[index] ?? 0;
    return { checkpoint, measured: n, unchanged: Math.floor(n / 2), mostlyUnchanged: Math.floor(0.8 * n) };
  });
  return drawPictures({ groups: made, decided: made.length - byVerdict.undecided, byVerdict, survival });
}

const names = (pictures: readonly Picture[]): string[] => pictures.map(({ name }) => name);
const only = (pictures: readonly Picture[], name: string): Picture => {
  const found = pictures.find((one) => one.name === `pictures/${name}.svg`);
  assert.ok(found, name);
  return found;
};
const widths = (svg: string, look: string): number[] =>
  Array.from(svg.matchAll(/<rect [^>]*\/>/g), ([tag]) => tag)
    .filter((tag) => tag.includes(look))
    .map((tag) => Number(/ width="([\d.]+)"/.exec(tag)?.[1]));

describe('the pictures of a portfolio', () => {
  it('are drawn only of enough', () => {
    assert.deepEqual(names(drawn(groups(19, 'trusted'))), []);
    // What is not decided yet is no decision.
    assert.deepEqual(names(drawn([...groups(19, 'trusted'), ...groups(9, 'undecided')])), []);
    assert.deepEqual(names(drawn(groups(20, 'trusted'))), ['pictures/verdicts.svg']);
    // One point is no curve.
    assert.deepEqual(names(drawn(groups(20, 'trusted'), [20, 19, 19])), ['pictures/verdicts.svg']);
    assert.deepEqual(names(drawn(groups(20, 'trusted'), [20, 0, 20])), [
      'pictures/verdicts.svg',
      'pictures/survival.svg',
    ]);
    // A bar like the bar of all says nothing.
    assert.deepEqual(names(drawn(groups(20, 'trusted', { language: 'go', kind: 'test' }))), ['pictures/verdicts.svg']);
    const mixed = [...groups(20, 'trusted', { language: 'go', kind: 'test' }), ...groups(1, 'overrode')];
    assert.deepEqual(names(drawn(mixed)), ['pictures/verdicts.svg', 'pictures/kinds.svg', 'pictures/languages.svg']);
  });

  it('show the verdicts at their lengths, with intervals and what was published, and say so in words', () => {
    const picture = only(drawn([...groups(30, 'trusted'), ...groups(10, 'overrode')]), 'verdicts');
    const [track] = widths(picture.svg, 'track');
    assert.deepEqual([track, ...widths(picture.svg, 'fill-trusted')], [408, 306]);
    assert.deepEqual(widths(picture.svg, '-overrode)'), [102]);
    assert.deepEqual(widths(picture.svg, '-adapted)'), []);
    for (const words of [
      'trusted (kept as offered) 75 % (60–86)',
      'overrode (rejected, removed or rewritten) 25 % (14–40)',
      '59.6 %',
      '11 %',
    ])
      assert.ok(picture.alt.includes(words), words);
    assert.ok(picture.svg.includes(`>${bareShare(30, 40)}<`));
    // The interval of 30 of 40: 59.8 % to 85.8 % of the frame.
    assert.match(picture.svg, /class="whisker stroke" d="M260 \d+v10m0-5H366\.1m0-5v10"/);
  });

  it('show what still stood beside what was published, and leave out what too few were measured at', () => {
    const { svg, alt } = only(drawn(groups(40, 'trusted'), [100, 80, 19, 60, 40, 20]), 'survival');
    assert.match(alt, /30 s \(n = 100\): unchanged 50 % \(40–60\), mostly unchanged 80 %/);
    assert.match(alt, /14 days \(n = 20\)/);
    assert.doesNotMatch(alt, /5 min/);
    assert.match(alt, /Published .*n = 386 accepts, 2022.*30 s: unchanged 67\.6 %, mostly unchanged 89\.9 %/);
    // Two lines of mine with five points each, two published ones with four; a square or a circle at each point.
    const points = (look: string): number[] =>
      Array.from(
        svg.matchAll(new RegExp(`class="line-(?:trusted|overrode) ${look}" d="([^"]*L[^"]*)"`, 'g')),
        ([, d]) => (d ?? '').split('L').length,
      );
    assert.deepEqual(
      [points('stroke'), points('stroke dashed')],
      [
        [5, 5],
        [4, 4],
      ],
    );
    assert.ok(svg.includes('n = 386 accepts, 2022'));
  });

  it('part kinds and languages by verdict, most first, beside all', () => {
    const made = [
      ...groups(15, 'trusted', { kind: 'test', language: 'go' }),
      ...groups(5, 'adapted', { kind: 'test', language: 'go' }),
      ...groups(30, 'overrode', { kind: 'migration', language: 'sql' }),
      ...groups(19, 'overrode', { kind: 'docs', language: 'x' }),
    ];
    const { svg, alt } = only(drawn(made), 'kinds');
    assert.match(
      alt,
      /all decisions \(n = 69\): .*; migrations \(n = 30\): .*overrode 100 %; tests \(n = 20\): trusted 75 %, adapted 25 %, overrode 0 %/,
    );
    assert.doesNotMatch(alt, /documentation/);
    assert.ok(svg.includes('fewer than 20 decisions'));
    assert.match(only(drawn(made), 'languages').alt, /SQL \(n = 30\).*Go \(n = 20\)/);
  });

  it('are the same bytes for the same counts, whatever the order', () => {
    const made = (['feature', 'fix', 'test'] as TaskKind[]).flatMap((kind, index) =>
      groups(20 + index, 'trusted', { kind, language: `l${String(index)}` }),
    );
    const one = drawn(made, [30, 30, 30]);
    assert.equal(one.length, 4);
    assert.deepEqual(drawn([...made].reverse(), [30, 30, 30]), one);
    for (const { svg } of one) assert.doesNotMatch(svg, /\d\.\d\d|NaN|undefined|Infinity/);
  });

  it('stand alone: nothing from elsewhere, no script, readable in both schemes, and fit the page', () => {
    const language = '<script>alert(1)</script>&"]]>\u202e\u0000 of a very long name indeed';
    const made = [...groups(30, 'trusted', { language, kind: 'test' }), ...groups(30, 'adapted')];
    const pictures = drawn(made, [30, 30, 30]);
    assert.equal(pictures.length, 4);
    for (const { name, alt, svg } of pictures) {
      assert.match(
        svg,
        /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]*role="img" aria-labelledby="(picture-[a-z]+-title) (picture-[a-z]+-text)">/,
      );
      assert.match(
        svg,
        /<title id="picture-[a-z]+-title">[^<]{10,}<\/title>\n<desc id="picture-[a-z]+-text">[^<]{40,}<\/desc>/,
      );
      assert.match(svg, /@media \(prefers-color-scheme:dark\)/);
      assert.doesNotMatch(
        svg.replace(/ xmlns="[^"]*"/, ''),
        /<script|href|https?:|url\((?!#picture-)|@import|@font-face|[\u0000\u202e]/,
      );
      assert.ok(inlinePicture(svg) !== undefined, name);
      assert.ok(alt.length > 40);
    }
    const { alt, svg } = only(pictures, 'languages');
    assert.ok(svg.includes('&lt;script&gt;'));
    assert.match(
      pictureLines({ name: 'pictures/x.svg', alt, svg }).join(''),
      /^!\[[^\n]*&lt;script&gt;[^\n]*\]\(pictures\/x\.svg\)$/,
    );
  });
});
