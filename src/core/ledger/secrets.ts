import { maskKeyBodies } from './secrets/keyBodies.ts';
import { maskBare, maskQuoted } from './secrets/named.ts';
import { maskPlaces } from './secrets/places.ts';
import { maskTokens } from './secrets/tokens.ts';

// What must not be written down even though it stands in somebody's code: replaced by `[secret:kind]` before anything
// is stored, so that the decision stays and the secret does not. It errs on the side of masking.

/**
 * Replaces secrets by `[secret:kind]`: those of a known shape, those in a known place, and values under a telling name.
 * @returns the text as it may be stored; the same string where nothing was found
 */
export function maskSecrets(text: string): string {
  return maskBare(maskQuoted(maskPlaces(maskTokens(maskKeyBodies(text)))));
}
