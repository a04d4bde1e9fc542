// What imports may not do, followed to the files they really lead to. Lint checks the layers too, line by line
// (eslint.config.mjs); this also sees cycles, and files that nothing leads to.
const layer = (folder, forbidden) => ({
  name: `layer-${folder}`,
  comment: `What src/${folder} may use is said in ARCHITECTURE.md.`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: forbidden,
});

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Files that need each other cannot be read, tested or replaced one by one.',
      severity: 'error',
      from: {},
      // What is loaded later may well need the part that loads it, and types are gone when programs run.
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    {
      name: 'no-orphans',
      comment: 'Nothing leads to this file and it leads nowhere: it is dead.',
      severity: 'error',
      // A page's host is put into the page as text; styles have a declaration and no importer the types could see.
      from: { orphan: true, pathNot: ['^test/support/webviewHost\\.js$', '\\.d\\.ts$'] },
      to: {},
    },
    layer('core', { path: '^(src/(node|editor|webview)/|vscode$)' }),
    { ...layer('core', { dependencyTypes: ['core'] }), name: 'core-without-node' },
    layer('node', { path: '^(src/(editor|webview)/|vscode$)' }),
    layer('editor', { path: '^src/webview/' }),
    layer('webview', { path: '^(src/(node|editor)/|vscode$)' }),
    { ...layer('webview', { dependencyTypes: ['core'] }), name: 'webview-without-node' },
    {
      name: 'nothing-of-tests-in-the-product',
      comment: 'What ships does not depend on tests or scripts.',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(test|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // `import('esbuild')` is the package, not our file of that name.
    exclude: { path: ['^esbuild\\.js$', '^dist/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
