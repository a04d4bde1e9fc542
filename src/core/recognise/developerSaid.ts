import type { Finding } from './finding.ts';

/** What is believed of a text nothing was noticed of, until the developer says that an AI wrote it. */
export const developerSaid = {
  kind: 'suggestion by its shape',
  origin: 'ai',
  confidence: 0.4,
  surface: 'inline',
  evidence: { kind: 'shape', confidence: 0.4, source: 'the developer said so' },
} as const satisfies Finding;

/** Whether evidence is nothing but the developer's word. @param evidence of one suggestion */
export function isPointedOut(evidence: readonly { readonly source: string }[]): boolean {
  return evidence.some(({ source }) => source === developerSaid.evidence.source);
}
