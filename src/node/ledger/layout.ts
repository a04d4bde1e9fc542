import path from 'node:path';

/** The folders of a ledger. Segments hold the chain; texts hold, apart from it, what could recognise somebody. */
export function folders(home: string): { readonly segments: string; readonly texts: string } {
  return { segments: path.join(home, 'segments'), texts: path.join(home, 'texts') };
}
