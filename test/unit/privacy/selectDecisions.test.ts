import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import type { Texts } from '../../../src/core/ledger/port.ts';
import { systemClock } from '../../../src/node/clock.ts';
import { nodeDigest } from '../../../src/node/digest.ts';
import { Ledger } from '../../../src/node/ledger/ledger.ts';
import {
  daysWithDecisions,
  decisionsOfFile,
  decisionsOfFolder,
  localDay,
} from '../../../src/node/privacy/selectDecisions.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { suggestionRecord } from '../../support/records.ts';

describe('decisions as the developer means them', () => {
  let ledger: Ledger;
  let root: string;

  const write = (id: string, texts: Texts, at?: string): void =>
    ledger.append(suggestionRecord({ id, confidence: id === 'guess' ? 0.3 : 0.95 }, at), texts);
  const ids = (states: readonly { readonly id: string }[]): string[] => states.map(({ id }) => id).sort();

  beforeEach(() => {
    ledger = new Ledger(temporaryFolder(), { app: 'test', host: 'cli' }, systemClock, nodeDigest);
    root = path.join(fs.realpathSync(temporaryFolder()), 'shop');
    fs.mkdirSync(path.join(root, 'src'), { recursive: true });
    write('known', { file: 'src/cart.ts', workspace: 'shop', repository: root });
    write('moved', { file: 'src/cart.ts', workspace: 'shop', repository: '/gone/shop' });
    write('guess', { file: 'src/cart.ts', workspace: 'shop' });
    write('namesake', { file: 'src/cart.ts', workspace: 'shop', repository: temporaryFolder() });
    write('lone', { file: 'cart.ts' });
    write('longer', { file: 'other-src/cart.ts', workspace: 'shop', repository: root });
    write('elsewhere', { file: 'src/cart.ts', workspace: 'bakery' });
  });

  afterEach(() => ledger.dispose());

  it('of a file: in its folder, from where the project was before, and where only the name is known', () => {
    assert.deepEqual(ids(decisionsOfFile(ledger, path.join(root, 'src/cart.ts'))), ['guess', 'known', 'lone', 'moved']);
  });

  it('of a file reached through a symbolic link, and one whose name is composed otherwise', () => {
    const link = path.join(temporaryFolder(), 'link');
    fs.symlinkSync(root, link);
    fs.writeFileSync(path.join(root, 'src/cart.ts'), '');
    assert.ok(ids(decisionsOfFile(ledger, path.join(link, 'src/cart.ts'))).includes('known'));
    write('composed', { file: 'src/\u00e9.ts', workspace: 'shop', repository: root });
    assert.deepEqual(ids(decisionsOfFile(ledger, path.join(root, 'src/e\u0301.ts'))), ['composed']);
  });

  it('of a folder', () => {
    assert.deepEqual(ids(decisionsOfFolder(ledger, root)), ['guess', 'known', 'longer', 'moved']);
    assert.deepEqual(ids(decisionsOfFolder(ledger, path.join(root, 'src'))), ['known']);
  });

  it('of a day where the developer is', () => {
    const noon = new Date(2026, 10, 23, 12).toISOString();
    const night = new Date(2026, 10, 23, 23, 59).toISOString();
    write('noon', { file: 'a.ts' }, noon);
    write('night', { file: 'a.ts' }, night);
    assert.deepEqual([localDay(noon), localDay(night)], ['2026-11-23', '2026-11-23']);
    assert.deepEqual(daysWithDecisions(ledger)[0], ['2026-11-23', 2]);
  });
});
