import { webviewDocument, type PageParts } from '../webviewDocument.ts';

/** The document of the review view. */
export function reviewDocument(parts: Omit<PageParts, 'root'>): string {
  return webviewDocument({ ...parts, root: 'review' });
}
