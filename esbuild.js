// Bundles Pairfolio: the extension, what it loads later, the command line, and the pages shown inside the editor.
const esbuild = require('esbuild');
const platformOnce = require('./scripts/platformOnce.cjs');

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  logLevel: 'warning',
  outdir: 'dist',
  // Pure annotations let unused valibot schemas fall away.
  treeShaking: true,
  // Modules before older formats: jsonc-parser's `main` cannot be bundled.
  mainFields: ['module', 'main'],
};

/** Leaves `import('…/later.ts')` to the moment it runs: the file becomes a bundle of its own beside the extension's. The page of the portfolio likewise. */
const later = {
  name: 'later',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: /\/(later|chooserPanel)\.ts$/ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path: `./${path.replace(/^.*\/|\.ts$/g, '')}.js`, external: true } : undefined,
    );
  },
};

/** @type {import('esbuild').BuildOptions[]} */
const programs = [
  {
    ...common,
    entryPoints: { extension: 'src/extension.ts' },
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    plugins: [later, platformOnce],
    supported: { 'dynamic-import': false }, // becomes `require`, which every extension host knows
  },
  {
    ...common,
    entryPoints: { later: 'src/later.ts' },
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    plugins: [platformOnce],
  },
  {
    ...common,
    entryPoints: { chooserPanel: 'src/editor/portfolio/chooserPanel.ts' },
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    plugins: [later, platformOnce],
    supported: { 'dynamic-import': false },
  },
  {
    ...common,
    entryPoints: { cli: 'src/cli.ts' },
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    plugins: [platformOnce],
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...common,
    entryPoints: { review: 'src/webview/review.ts', portfolio: 'src/webview/portfolio/portfolio.ts' },
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  },
];

async function main() {
  if (watch) {
    const contexts = await Promise.all(programs.map((options) => esbuild.context({ ...options, logLevel: 'info' })));
    await Promise.all(contexts.map((context) => context.watch()));
    return;
  }
  await Promise.all(programs.map((options) => esbuild.build(options)));
}

main().catch((error) => {
  if (!error.errors) console.error(error); // build errors were printed by esbuild already
  process.exitCode = 1;
});
