import fs from 'node:fs';
import path from 'node:path';
import { placeOf } from '../../core/ledger/codec.ts';
import { folders } from './layout.ts';
import { TailReader } from './tailReader.ts';
import { listJsonLines } from './textStore.ts';

/** A segment with its lines still on the disk. */
export interface SegmentLines {
  readonly segment: string;
  /** Its whole lines, without line breaks, some hundred at a time. @throws what `fs.openSync` and `fs.readSync` throw */
  readonly lines: Iterable<readonly string[]>;
}

/** The segments of a ledger in their order; a copy of one under another name is left out. */
export function* wholeSegments(home: string): Generator<SegmentLines, void> {
  const folder = folders(home).segments;
  const names = listJsonLines(folder);
  for (const name of names) {
    const lines = { [Symbol.iterator]: () => linesOf(path.join(folder, name)) };
    const [[first] = []] = lines;
    const own = first === undefined ? undefined : placeOf(first)?.segment;
    const original = `${own ?? ''}.jsonl`;
    // A segment copied under another name, perhaps before it was finished, adds nothing.
    if (original !== name && names.includes(original) && beginsAs(path.join(folder, original), path.join(folder, name)))
      continue;
    yield { segment: name.replace(/\.jsonl$/, ''), lines };
  }
}

function* linesOf(file: string): Generator<readonly string[], void> {
  const reader = new TailReader(file);
  for (let isRead = false; !isRead; ) {
    const some: string[] = [];
    isRead = reader.read(
      (bytes, start, end) => some.push(bytes.toString('utf8', start, end)),
      () => true,
    );
    yield some;
  }
}

/** Whether a file begins with all that stands in another one. */
function beginsAs(file: string, other: string): boolean {
  const [fd, otherFd] = [fs.openSync(file, 'r'), fs.openSync(other, 'r')];
  try {
    const [mine, theirs] = [Buffer.allocUnsafe(1 << 18), Buffer.allocUnsafe(1 << 18)];
    for (let at = 0; ; ) {
      const wanted = fs.readSync(otherFd, theirs, 0, theirs.length, at);
      if (wanted === 0) return true;
      const read = fs.readSync(fd, mine, 0, wanted, at);
      if (read < wanted || mine.compare(theirs, 0, wanted, 0, wanted) !== 0) return false;
      at += wanted;
    }
  } finally {
    fs.closeSync(fd);
    fs.closeSync(otherFd);
  }
}
