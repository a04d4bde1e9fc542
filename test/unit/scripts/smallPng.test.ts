import assert from 'node:assert/strict';
import { deflateSync, inflateSync } from 'node:zlib';
import { smallPng } from '../../../scripts/smallPng.ts';

/** A PNG of RGB rows, each with a filter of its own before it. */
function png(width: number, rows: readonly (readonly number[])[]): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer): Buffer => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.from(rows.flat())))]);
}

function read(small: Buffer): { readonly palette: number[][]; readonly pixels: number[] } {
  const at = (type: string): Buffer => {
    const place = small.indexOf(type);
    return small.subarray(place + 4, place + 4 + small.readUInt32BE(place - 4));
  };
  const colours = [...at('PLTE')];
  const palette = colours.flatMap((_, i) => (i % 3 === 0 ? [colours.slice(i, i + 3)] : []));
  return { palette, pixels: [...inflateSync(at('IDAT'))] };
}

describe('pictures with a palette', () => {
  it('show the same colours, whichever filters the rows had', () => {
    const red = [255, 0, 0];
    const { palette, pixels } = read(
      smallPng(
        png(2, [
          [0, ...red, 10, 20, 30], // as they are
          [1, ...red, 11, 20, 30], // minus the pixel to the left: 266 wraps to 10
          [2, 0, 0, 0, 0, 0, 0], // minus the one above
          [4, 0, 0, 0, 0, 0, 0], // minus the guess of Paeth
        ]),
      ),
    );
    const shown = [0, 3, 6, 9].map((row) => [1, 2].map((x) => palette[pixels[row + x] ?? -1]));
    assert.deepEqual(shown, [
      [red, [10, 20, 30]],
      [red, [10, 20, 30]],
      [red, [10, 20, 30]],
      [red, [10, 20, 30]],
    ]);
  });

  it('say of another file that it is none', () => {
    assert.throws(() => smallPng(Buffer.from('GIF89a, and more than eight bytes')), /no PNG/);
  });
});
