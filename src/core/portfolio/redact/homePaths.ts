// Absolute paths name whoever's home folder they lead through, and sometimes the machine. What is below the home folder
// says what the code is about; that stays, behind `~`.

/** One separator, also as it stands in a string literal or in an address. */
const slash = String.raw`(?:\\\\|\\|/|%5C|%2F)`;
/** A user's folder: no separators, nothing a template or a pattern puts there. */
const user = String.raw`(?!(?:Public|Shared|Default|All Users|Default User)\b)[^\s\\/:*?"'<>|{}()[\]$\`,;%]+`;
/** With spaces, where a separator shows its end. */
const windowsUser = String.raw`(?!(?:Public|Shared|Default|All Users|Default User)\b)(?:[^\\/:*?"'<>|{}()[\]$\`,;\n%]{1,64}(?=${slash})|[^\s\\/:*?"'<>|{}()[\]$\`,;%]+)`;

const patterns: readonly { readonly pattern: RegExp; readonly instead: string }[] = [
  // An editor's address of a file elsewhere: the machine goes, the path behind it is looked at next.
  { pattern: /(vscode-(?:remote|vfs|local):\/\/[a-z-]+)(?:\+|%2B|%2b)[^\s/"'`<>)\]]+/g, instead: '$1/' },
  { pattern: /\b(file:\/\/)(?!localhost\b|wsl)[A-Za-z0-9_.-]+(?=\/)/g, instead: '$1' },
  // The home folder in a Linux under Windows, seen from Windows.
  {
    pattern: new RegExp(
      String.raw`(?:file:)?(?:\\\\\\\\|\\\\|//)wsl(?:\$|\.localhost|%24)${slash}[\w.-]+${slash}(?:home${slash}${user}|root)(?![\w.-])`,
      'gi',
    ),
    instead: '~',
  },
  {
    pattern: new RegExp(
      String.raw`(?<![\w.~%-])(?:/mnt/[a-z]|/cygdrive/[a-z]|/[a-zA-Z]|/?[A-Za-z](?::|%3A))${slash}(?:Users|Documents and Settings)${slash}${windowsUser}`,
      'gi',
    ),
    instead: '~',
  },
  {
    pattern: new RegExp(
      String.raw`(?<=^|[^\w.~%/-]|file://|vscode-remote://[a-z-]{1,40}/)(?:/(?:var|usr|export|private|net|mnt|media|Volumes/[\w .-]{1,40}))?/(?:home|Users)/${user}`,
      'g',
    ),
    instead: '~',
  },
  {
    pattern: new RegExp(
      String.raw`(?<=^|[^\w.~%/-]|file://|vscode-remote://[a-z-]{1,40}/)/(?:var/)?root(?=/|$|[\s"'\`:,;)\]])`,
      'gm',
    ),
    instead: '~',
  },
  // Addresses with the whole path behind percent signs.
  { pattern: /%2F(?:home|Users)%2F[\w.-]+?(?=%2F|[^\w.%-]|$)/gi, instead: '~' },
  // Folder names made of a path, as agents name their records.
  { pattern: /(?<=projects[\\/]{1,2})-(?:home|Users|root|mnt-[a-z]-Users)-[\w.-]+/g, instead: '~' },
];

const perhaps = /home|users|root|documents and settings|file:|vscode-(?:remote|vfs|local)/i;

/**
 * Shortens absolute paths: the way to a home folder becomes `~`, a machine's name in an address goes. Paths relative
 * to a repository stay.
 * @returns the very same string where there is none
 */
export function shortenPaths(text: string): string {
  if (!perhaps.test(text)) return text;
  let shortened = text;
  for (const { pattern, instead } of patterns) shortened = shortened.replace(pattern, instead);
  return shortened;
}
