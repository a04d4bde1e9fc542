/** A word of the page with what it means to someone who never programmed, and where it would stand. */
interface Entry {
  readonly word: string;
  readonly meaning: string;
  readonly used: RegExp;
}

const entries: readonly Entry[] = [
  {
    word: 'AI tool, model',
    meaning:
      'a computer program that proposes text or code when it is asked, or while one types; the model is the part of it that makes the proposal',
    used: /\b(?:AI tools?|models?)\b/i,
  },
  { word: 'suggestion', meaning: 'one piece of code that an AI tool proposed', used: /\bsuggestions?\b/i },
  {
    word: 'decision',
    meaning: 'what I did with a suggestion, or with several that belong together',
    used: /\bdecisions?\b/i,
  },
  {
    word: 'verdict, observed and stated',
    meaning: 'what became of a suggestion: observed is what the code shows, stated is what I say I did',
    used: /\bverdicts?\b/i,
  },
  { word: 'trusted', meaning: 'I kept it as it was offered', used: /\btrusted\b/i },
  { word: 'adapted', meaning: 'I kept it and changed a part', used: /\badapted\b/i },
  { word: 'overrode', meaning: 'I did not keep it, or wrote most of it anew', used: /\boverrode\b/i },
  {
    word: 'unchanged, mostly unchanged',
    meaning: 'how much of a suggestion was still there some time later: all of it, or at least two thirds',
    used: /\bmostly unchanged\b/i,
  },
  { word: 'over-reliance', meaning: 'I trusted it and had to rework it later', used: /\bover-reliance\b/i },
  {
    word: 'good override',
    meaning: 'I did not keep it, and what I wrote instead has stood',
    used: /\bgood override\b/i,
  },
  {
    word: 'under-reliance',
    meaning: 'I did not keep it, and later came back to much the same',
    used: /\bunder-reliance\b/i,
  },
  {
    word: 'augmentation, automation',
    meaning: 'work that the tool and I did together, and work that I handed to it and took as it came',
    used: /\baugmentation\b/i,
  },
  {
    word: 'agent, chat, inline',
    meaning:
      'ways an AI tool works: by itself through several files, in a conversation, or by finishing what one types',
    used: /\b(?:agents?|chat|inline)\b/i,
  },
  {
    word: 'commit',
    meaning: 'a step in the history of a program, saved with its date and author',
    used: /\bcommits?\b/i,
  },
  {
    word: 'test, build, linter, type check',
    meaning:
      'automatic checks: does the program do what it should, can it be put together, are there known mistakes in it',
    used: /\b(?:tests?|builds?|linters?|type checks?)\b/i,
  },
  {
    word: '56 % (40–70), n = 36',
    meaning:
      'a share, the range in which the true share probably lies (95 %), and how many decisions it was counted from',
    used: /\d % \(\d+–\d+\)/,
  },
  {
    word: 'record, root, chained',
    meaning:
      'the diary of these decisions on my computer; each entry is sealed to the one before, and the root is the seal over all of them',
    used: /\brecord root\b|\bchained\b/i,
  },
];

/** What the words of a page mean; only of those that stand on it, in the order they are best read. */
export function glossary(page: string): { readonly word: string; readonly meaning: string }[] {
  return entries.filter(({ used }) => used.test(page)).map(({ word, meaning }) => ({ word, meaning }));
}
