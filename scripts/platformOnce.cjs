// An esbuild plugin: the modules the platform itself provides (`vscode`, `node:*`) are asked for once a bundle.
//
// For each file that imports such a module esbuild would emit a `require` of its own and a copy of everything the module
// exports. Two dozen files import `vscode`, whose several hundred exports are getters, and the extension host answers
// each `require('vscode')` anew: that was half of the time it takes to load the extension. Here the module becomes one of
// the bundle's own, which holds what is used of it and nothing else.
const fs = require('node:fs');

const namespace = 'platform';

/** @type {import('esbuild').Plugin} */
module.exports = {
  name: 'platform-once',
  setup(build) {
    build.onResolve({ filter: /^(vscode|node:.+)$/ }, ({ path, namespace: importer, kind }) =>
      importer === namespace || kind !== 'import-statement'
        ? { path, external: true }
        : { path, namespace, sideEffects: false },
    );
    build.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
      contents: [
        `const api = require(${JSON.stringify(path)});`,
        'export default api;',
        // Marked as pure, so that those nobody imports fall away.
        ...exportsOf(path).map((name) => `export const ${name} = /*@__PURE__*/ (() => api.${name})();`),
      ].join('\n'),
    }));
    // A name this file does not know would otherwise be undefined when it is used.
    build.initialOptions.logOverride = { ...build.initialOptions.logOverride, 'import-is-undefined': 'error' };
  },
};

function exportsOf(path) {
  if (path !== 'vscode') return Object.keys(require(path)).filter((name) => name !== 'default');
  const types = fs.readFileSync(require.resolve('@types/vscode/index.d.ts'), 'utf8');
  return [...types.matchAll(/^\texport (?:namespace|class|enum|const|function) (\w+)/gm)].map(([, name]) => name);
}
