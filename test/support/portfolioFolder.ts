import fs from 'node:fs';
import path from 'node:path';
import type { PortfolioFolder } from '../../src/core/portfolio/verifyPortfolio.ts';

/** A portfolio folder in memory, to be changed byte by byte. */
export class MemoryFolder implements PortfolioFolder {
  readonly files: Map<string, Uint8Array>;

  constructor(files: Iterable<readonly [string, Uint8Array]>) {
    this.files = new Map(files);
  }

  static read(folder: string): MemoryFolder {
    return new MemoryFolder(
      fs
        .readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => fs.statSync(path.join(folder, name)).isFile())
        .map((name) => [name.split(path.sep).join('/'), Uint8Array.from(fs.readFileSync(path.join(folder, name)))]),
    );
  }

  /** The same folder with other bytes in one file. */
  with(name: string, bytes: Uint8Array | string): MemoryFolder {
    const changed = new MemoryFolder(this.files);
    changed.files.set(name, typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes);
    return changed;
  }

  text(name: string): string {
    return new TextDecoder().decode(this.files.get(name));
  }

  file(name: string): { readonly bytes: Uint8Array } | { readonly why: string } {
    const bytes = this.files.get(name);
    return bytes ? { bytes } : { why: 'is missing' };
  }

  names(): string[] {
    return [...this.files.keys()].sort();
  }
}
