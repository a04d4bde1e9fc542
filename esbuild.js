// Bundles Pairfolio: the extension, what it loads later, the command line, what sends a team's report, and the pages
// shown inside the editor.
const { resolve } = require('node:path');
const esbuild = require('esbuild');
const platformOnce = require('./scripts/platformOnce.cjs');
const withoutUnused = require('./scripts/withoutUnused.cjs');

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

/** What the extension loads when it first needs it, by the name of its bundle: `import()` of one of these files waits until it runs. */
const lazy = {
  start: 'src/editor/start.ts',
  afterStart: 'src/editor/afterStart.ts',
  later: 'src/later.ts',
  checks: 'src/core/follow/checks/commandLine.ts',
  chooserPanel: 'src/editor/portfolio/chooserPanel.ts',
  practicePanel: 'src/editor/practice/practicePanel.ts',
  dashboardPanel: 'src/editor/dashboard/dashboardPanel.ts',
  assist: 'src/editor/assist/assist.ts',
  endpoint: 'src/node/assist/endpoint.ts',
};

/** What the command line loads in the same way. */
const lazyOnCommandLine = { mcp: 'src/node/assist/mcp.ts', otlp: 'src/node/team/otlp.ts' };

/** @param {Readonly<Record<string, string>>} files by the name of their bundle */
function loadLazily(files) {
  const bundleOf = new Map(Object.entries(files).map(([name, file]) => [resolve(__dirname, file), name]));
  return {
    name: 'load-lazily',
    /** @param {import('esbuild').PluginBuild} build */
    setup(build) {
      build.onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) => {
        const name = kind === 'dynamic-import' ? bundleOf.get(resolve(resolveDir, path)) : undefined;
        return name === undefined ? undefined : { path: `./${name}.js`, external: true };
      });
    },
  };
}

/** @type {import('esbuild').BuildOptions[]} */
const programs = [
  {
    ...common,
    entryPoints: { extension: 'src/extension.ts', ...lazy },
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    plugins: [loadLazily(lazy), withoutUnused, platformOnce],
    supported: { 'dynamic-import': false }, // becomes `require`, which every extension host knows
  },
  {
    ...common,
    entryPoints: { cli: 'src/cli.ts' },
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    plugins: [loadLazily(lazyOnCommandLine), platformOnce],
    supported: { 'dynamic-import': false },
    banner: { js: '#!/usr/bin/env node' },
  },
  {
    ...common,
    entryPoints: lazyOnCommandLine,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    plugins: [withoutUnused, platformOnce],
  },
  {
    ...common,
    entryPoints: {
      review: 'src/webview/review.ts',
      portfolio: 'src/webview/portfolio/portfolio.ts',
      practice: 'src/webview/practice/practice.ts',
      dashboard: 'src/webview/dashboard/dashboard.ts',
    },
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  },
];

async function main() {
  if (watch) {
    const contexts = await Promise.all(programs.map((options) => esbuild.context({ ...options, logLevel: 'info' })));
    // A mistake in the code is told and waited for, as later on.
    await Promise.allSettled(contexts.map((context) => context.rebuild()));
    await Promise.all(contexts.map((context) => context.watch()));
    console.log('All is built; watching for changes.'); // what .vscode/tasks.json waits for
    return;
  }
  await Promise.all(programs.map((options) => esbuild.build(options)));
}

module.exports = { programs };

if (require.main === module)
  main().catch((error) => {
    if (!error.errors) console.error(error); // build errors were printed by esbuild already
    process.exitCode = 1;
  });
