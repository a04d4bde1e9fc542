import assert from 'node:assert/strict';
import { renderHtml } from '../../src/core/portfolio/html/renderHtml.ts';
import { encodeManifest, readManifest, sumsFor, type Manifest } from '../../src/core/portfolio/manifest.ts';
import { nodeDigest } from '../../src/node/digest.ts';
import type { MemoryFolder } from './portfolioFolder.ts';

/** Changes what a manifest says. @returns the page as it is to be */
export type Forgery = (manifest: Manifest, page: string) => string;

/** What someone does who changes a portfolio and makes all digests fit again. */
export function forged(folder: MemoryFolder, change: Forgery): MemoryFolder {
  const read = readManifest(folder.files.get('manifest.json') ?? new Uint8Array(), nodeDigest);
  assert.ok(read.ok);
  const content = structuredClone(read.manifest);
  const page = change(content, folder.text('portfolio.md'));
  const texts = new Map([
    ['portfolio.md', page],
    ['portfolio.html', renderHtml(page, [], nodeDigest)],
  ]);
  const files = content.files.map((file) => {
    const text = texts.get(file.name);
    return text === undefined ? file : { ...file, sha256: nodeDigest.sha256(text), size: Buffer.byteLength(text) };
  });
  const manifest = encodeManifest({ ...content, files }, nodeDigest);
  return [...texts]
    .reduce((forging, [name, text]) => forging.with(name, text), folder)
    .with('manifest.json', manifest)
    .with('SHA256SUMS', sumsFor(files, nodeDigest.sha256(manifest)));
}
