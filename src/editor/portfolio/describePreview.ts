import type { Preview } from '../../core/portfolio/chooser/messages.ts';
import type { MaskedPlace } from '../../core/portfolio/redact/places.ts';
import type { ChooserStrings } from '../../core/portfolio/chooser/strings.ts';
import { fill } from '../../core/reflect/strings.ts';
import type { BuiltPortfolio } from '../../node/portfolio/build.ts';
import type { SigningKey } from '../../node/ssh/findKey.ts';

/** Built files as the page lists them. @param key they will be signed with @param say the words of a text, in the display language */
export function describePreview(
  { files, masked, cases, decisions, draft }: BuiltPortfolio,
  key: SigningKey | undefined,
  stale: boolean,
  say: (key: keyof ChooserStrings) => string,
): Preview {
  return {
    stale,
    draft,
    signedWith: key ? `${key.from} (${key.key.fingerprint})` : null,
    files: files.map(({ name, text }) => ({ name, bytes: Buffer.byteLength(text) })),
    masked: masked.map((place) => placeWords(place, cases, say)),
    cases: cases.length,
    decisions,
  };
}

/** Where something was masked: the mark as it stands in the files, never what stood there. */
function placeWords(
  { case: id, where, line, kind, leftOut }: MaskedPlace,
  cases: readonly string[],
  say: (key: keyof ChooserStrings) => string,
): string {
  const what = leftOut ? fill(say('leftOutWhole'), kind) : `[secret:${kind}]`;
  const place = id === null ? -1 : cases.indexOf(id);
  return place < 0 ? fill(say('maskedAt'), where, line, what) : fill(say('maskedIn'), place + 1, where, line, what);
}
