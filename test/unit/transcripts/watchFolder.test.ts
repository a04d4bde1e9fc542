import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { watchFolder } from '../../../src/node/transcripts/watchFolder.ts';
import { temporaryFolder } from '../../support/folder.ts';

describe('watching a folder of transcripts', () => {
  it('a folder that is not there cannot be watched, and can be once it is there', async () => {
    const folder = path.join(temporaryFolder(), 'sessions');
    assert.equal(
      watchFolder(folder, () => undefined),
      undefined,
    );
    fs.mkdirSync(path.join(folder, '2026'), { recursive: true });
    const file = path.join(folder, '2026', 'a.jsonl');
    fs.writeFileSync(file, '{}\n');
    await changeIsTold(folder, () => fs.appendFileSync(file, '{}\n'));
  });

  it('tells of a file in a folder that came later', async () => {
    const folder = temporaryFolder();
    await changeIsTold(folder, () => {
      fs.mkdirSync(path.join(folder, '2027'));
      fs.writeFileSync(path.join(folder, '2027', 'b.jsonl'), '{}\n');
    });
  });

  it('says that it is over once the folder is gone or another one', () => {
    const folder = path.join(temporaryFolder(), 'sessions');
    fs.mkdirSync(folder);
    const watch = watchFolder(folder, () => undefined);
    assert.equal(watch?.alive(), true);
    // Moved, not removed: its place on the disk is not free for the next one.
    fs.renameSync(folder, `${folder}-old`);
    assert.equal(watch.alive(), false);
    fs.mkdirSync(folder);
    assert.equal(watch.alive(), false, 'another folder under the same name');
    watch.dispose();
  });
});

/** Never resolves where nothing is told. */
async function changeIsTold(folder: string, change: () => void): Promise<void> {
  let dispose: (() => void) | undefined;
  await new Promise<void>((resolve) => {
    const watch = watchFolder(folder, resolve);
    assert.ok(watch);
    dispose = () => watch.dispose();
    change();
  });
  dispose?.();
}
