// An esbuild plugin: parts of two large packages that are never used here are left out of the bundles.
//
// `openai` holds a client for every product of its maker, all of them made by its constructor; one is used. The kit of the
// Model Context Protocol brings two versions of zod and a validator for JSON Schema; one of the three is used. Each file
// left out is replaced by one that exports the same names and does nothing. test/node/assist/bundles.test.ts uses the
// bundles as they are released.
const fs = require('node:fs');

const unused = [
  // Everything but chat completions and the list of models; helpers that run tools and follow threads.
  /\/openai\/resources\/(?!(?:chat|index|models|shared)\b)[^/]+(?:\/.*)?\.mjs$/,
  /\/openai\/lib\/(?:beta|responses)\/.*\.mjs$/,
  /\/openai\/lib\/(?:[A-Z]\w*(?:Stream|Runner|Parser|Session)\w*)\.mjs$/,
  /\/zod\/v3\/types\.js$/,
  /\/zod-to-json-schema\/dist\/esm\/(?:parsers\/\w+|zodToJsonSchema|parseDef|selectParser)\.js$/,
  /\/@modelcontextprotocol\/sdk\/dist\/esm\/validation\/ajv-provider\.js$/,
];

/** @type {import('esbuild').Plugin} */
module.exports = {
  name: 'without-unused',
  setup(build) {
    build.onLoad({ filter: /\/node_modules\/.*\.m?js$/ }, ({ path }) => {
      const file = path.replaceAll('\\', '/');
      if (!unused.some((pattern) => pattern.test(file))) return undefined;
      const names = exportsOf(fs.readFileSync(path, 'utf8'));
      return { contents: `class Unused {}\nexport { ${names.map((name) => `Unused as ${name}`).join(', ')} };` };
    });
  },
};

/** The names a module exports, in the ways these packages are written. */
function exportsOf(source) {
  const declared = [
    ...source.matchAll(/^export (?:declare )?(?:async )?(?:class|function\*?|const|let|var) (\w+)/gm),
  ].map(([, name]) => name);
  const listed = [...source.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list]) =>
    list.split(',').flatMap((one) => /(\w+)\s*$/.exec(one.trim())?.[1] ?? []),
  );
  const fallback = /^export default /m.test(source) ? ['default'] : [];
  return [...new Set([...declared, ...listed, ...fallback])];
}
