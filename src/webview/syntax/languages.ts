// What the tokenizer knows of the commonest languages. It colours a few lines of code in a narrow view: what it does
// not know stays plain, and nothing depends on it.

/** How the texts of a language look. */
export interface Language {
  readonly keywords: ReadonlySet<string>;
  /** Beginnings of comments that end with the line. */
  readonly lineComments: readonly string[];
  readonly blockComment: readonly [start: string, end: string] | null;
  /** Quotes; those that go on over lines are in `longStrings`. */
  readonly quotes: string;
  /** Longest first. */
  readonly longStrings: readonly string[];
  readonly ignoreCase?: boolean;
  /** Names in angle brackets are tags. */
  readonly markup?: boolean;
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const c = { lineComments: ['//'], blockComment: ['/*', '*/'], quotes: `"'`, longStrings: [] } as const;
const hash = { lineComments: ['#'], blockComment: null, quotes: `"'`, longStrings: [] } as const;

const javascript: Language = {
  ...c,
  longStrings: ['`'],
  keywords: words(
    'abstract any as async await bigint boolean break case catch class const continue debugger declare default delete do else enum export extends false finally for from function get if implements import in infer instanceof interface is keyof let namespace never new null number object of override private protected public readonly return satisfies set static string super switch symbol this throw true try type typeof undefined unique unknown using var void while with yield',
  ),
};
const python: Language = {
  ...hash,
  longStrings: ['"""', "'''"],
  keywords: words(
    'False None True and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return self try while with yield',
  ),
};
const java: Language = {
  ...c,
  longStrings: ['"""'],
  keywords: words(
    'abstract as async await base bool boolean break byte case catch char class companion const continue data decimal default delegate do double else enum event extends false final finally float for foreach fun get if implements import in init instanceof int interface internal is lateinit long match namespace native new null object open operator out override package params partial private protected public readonly record ref return sealed set short static string struct super switch synchronized this throw throws transient true try typeof using val value var virtual void volatile when where while with yield',
  ),
};
const cLike: Language = {
  ...c,
  keywords: words(
    'alignas alignof auto bool break case catch char class const constexpr const_cast continue decltype default delete do double dynamic_cast else enum explicit export extern false final float for friend goto if inline int long mutable namespace new noexcept nullptr NULL operator override private protected public register reinterpret_cast return short signed sizeof static static_cast struct switch template this throw true try typedef typename union unsigned using virtual void volatile while',
  ),
};
const go: Language = {
  ...c,
  longStrings: ['`'],
  keywords: words(
    'any bool break byte case chan const continue default defer else error fallthrough false float64 for func go goto if import int int64 interface iota map nil package range return rune select string struct switch true type uint var',
  ),
};
const rust: Language = {
  ...c,
  // A quote alone begins a lifetime as often as a character.
  quotes: '"',
  keywords: words(
    'Err None Ok Self Some as async await bool break const continue crate dyn else enum extern f64 false fn for i32 i64 if impl in let loop match mod move mut pub ref return self static str struct super trait true type u32 u64 u8 unsafe use usize where while',
  ),
};
const swift: Language = {
  ...c,
  quotes: '"',
  longStrings: ['"""'],
  keywords: words(
    'as associatedtype async await break case catch class continue default defer deinit do else enum extension fallthrough false fileprivate final for func get guard if import in init inout internal is lazy let mutating nil open operator override private protocol public repeat rethrows return self set some static struct super switch throw throws true try typealias var weak where while',
  ),
};
const ruby: Language = {
  ...hash,
  keywords: words(
    'alias and begin break case class def defined do else elsif end ensure extend false for if in include module next nil not or private protected public raise redo require require_relative rescue retry return self super then true undef unless until when while yield',
  ),
};
const php: Language = {
  ...c,
  lineComments: ['//', '#'],
  keywords: words(
    'abstract and array as bool break callable case catch class clone const continue declare default do echo else elseif empty enum extends false final finally fn for foreach function global if implements include instanceof int interface isset match namespace new null or print private protected public readonly require require_once return self static string switch this throw trait true try unset use var void while yield',
  ),
};
const shell: Language = {
  ...hash,
  keywords: words(
    'case do done elif else esac exit export fi for function if in local readonly return set shift then until while',
  ),
};
const sql: Language = {
  ...c,
  lineComments: ['--'],
  ignoreCase: true,
  keywords: words(
    'add all alter and as asc begin between by case check column commit constraint create cross database default delete desc distinct drop else end exists foreign from full function group having if in index inner insert into is join key left like limit not null offset on or order outer primary references returning right rollback select set table then transaction trigger union unique update using values view when where with',
  ),
};
const css: Language = { ...c, lineComments: [], keywords: words('important inherit initial unset none auto') };
const data: Language = { ...hash, keywords: words('true false null yes no on off') };
const json: Language = { ...c, quotes: '"', keywords: words('true false null') };
const markup: Language = {
  keywords: words(''),
  lineComments: [],
  blockComment: ['<!--', '-->'],
  quotes: '',
  longStrings: [],
  markup: true,
};

const groups: readonly (readonly [string, Language])[] = [
  ['javascript javascriptreact typescript typescriptreact vue svelte astro', javascript],
  ['python starlark', python],
  ['java kotlin csharp scala groovy dart apex', java],
  ['c cpp objective-c objective-cpp cuda-cpp arduino', cLike],
  ['go', go],
  ['rust', rust],
  ['swift', swift],
  ['ruby crystal elixir', ruby],
  ['php', php],
  ['shellscript powershell fish makefile dockerfile', shell],
  ['sql plsql', sql],
  ['scss less', { ...css, lineComments: ['//'] }],
  ['css', css],
  ['yaml toml properties ini terraform r julia perl', data],
  ['json jsonc jsonl', json],
  ['html xml xsl handlebars razor', markup],
];

const byId = new Map(groups.flatMap(([ids, language]) => ids.split(' ').map((id) => [id, language] as const)));

/** @param id a language id of the editor @returns undefined for those it does not know */
export function languageOf(id: string | null): Language | undefined {
  return id === null ? undefined : byId.get(id);
}
