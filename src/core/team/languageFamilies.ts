/** Groups of languages: a single rare language could tell who wrote in it. */
export const languageFamilies = [
  'javascript',
  'python',
  'jvm',
  'c-family',
  'dotnet',
  'go',
  'rust',
  'scripting',
  'shell',
  'data',
  'web-pages',
  'configuration',
  'prose',
  'other',
] as const;
export type LanguageFamily = (typeof languageFamilies)[number];

/** How a family reads in a report. */
export const familyWords: Readonly<Record<LanguageFamily, string>> = {
  javascript: 'JavaScript and TypeScript',
  python: 'Python',
  jvm: 'Java, Kotlin and other languages of the JVM',
  'c-family': 'C, C++ and Objective-C',
  dotnet: 'C# and other languages of .NET',
  go: 'Go',
  rust: 'Rust',
  scripting: 'Ruby, PHP, Perl and Lua',
  shell: 'shell scripts',
  data: 'SQL, R and Julia',
  'web-pages': 'HTML and style sheets',
  configuration: 'configuration and infrastructure',
  prose: 'Markdown and other text',
  other: 'other languages',
};

const members: Readonly<Record<Exclude<LanguageFamily, 'other'>, string>> = {
  javascript: 'javascript javascriptreact typescript typescriptreact vue svelte coffeescript',
  python: 'python',
  jvm: 'java kotlin scala groovy clojure',
  'c-family': 'c cpp cuda-cpp objective-c objective-cpp',
  dotnet: 'csharp fsharp vb razor',
  go: 'go',
  rust: 'rust',
  scripting: 'ruby php perl perl6 lua',
  shell: 'shellscript bat powershell',
  data: 'sql r julia',
  'web-pages': 'html css scss sass less stylus haml pug slim handlebars',
  configuration:
    'json jsonc jsonl yaml toml ini xml properties terraform dockerfile dockercompose makefile cmake bazel starlark nix ignore prisma',
  prose: 'markdown mdx plaintext restructuredtext latex tex asciidoc',
};

const familyById = new Map(
  Object.entries(members).flatMap(([family, ids]) => ids.split(' ').map((id) => [id, family as LanguageFamily])),
);

/** @param language a language id of the editor; null where it is unknown, and then the family is too */
export function familyOf(language: string | null): LanguageFamily | null {
  return language === null ? null : (familyById.get(language.toLowerCase()) ?? 'other');
}
