// Bundles the three programs of Pairfolio: the extension, the command line and the pages shown inside the editor.
const esbuild = require('esbuild');

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

/** @type {import('esbuild').BuildOptions[]} */
const programs = [
  {
    ...common,
    entryPoints: { extension: 'src/extension.ts' },
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['vscode'],
  },
  {
    ...common,
    entryPoints: { cli: 'src/cli.ts' },
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...common,
    entryPoints: { review: 'src/webview/review.ts' },
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
