import tseslint from 'typescript-eslint';

// The folder says which API a file may use. Data goes one way: recognise → follow → ledger → reflect → portfolio, team.
const layers = {
  core: {
    patterns: [
      'vscode',
      'node:*',
      '**/node/**',
      '**/editor/**',
      '**/webview/**',
      'fs',
      'path',
      'crypto',
      'child_process',
      'os',
    ],
  },
  node: { patterns: ['vscode', '**/editor/**', '**/webview/**'] },
  editor: { patterns: ['**/webview/**'] },
  webview: { patterns: ['vscode', 'node:*', '**/node/**', '**/editor/**'] },
};

const upstream = {
  shared: ['recognise', 'follow', 'ledger', 'reflect', 'portfolio', 'practice', 'team', 'dashboard', 'assist'],
  recognise: ['ledger', 'reflect', 'portfolio', 'practice', 'team', 'dashboard', 'assist'],
  follow: ['ledger', 'reflect', 'portfolio', 'practice', 'team', 'dashboard', 'assist'],
  ledger: ['reflect', 'portfolio', 'practice', 'team', 'dashboard', 'assist'],
  reflect: ['portfolio', 'practice', 'team', 'dashboard', 'assist'],
  portfolio: ['reflect', 'practice', 'team', 'dashboard', 'assist'],
  practice: ['team', 'dashboard', 'assist'],
  team: ['reflect', 'practice', 'dashboard', 'assist'],
  // It counts what the portfolio counts, and shows a decision as the review view does.
  dashboard: ['recognise', 'team', 'assist'],
  assist: ['team', 'dashboard'],
};

const restrict = (files, group, message) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group, message }] }] },
});

export default tseslint.config(
  {
    ignores: ['dist/', 'out/', '.vscode-test/', 'node_modules/', 'coverage/', 'test/fixtures/', 'test/sample-project/'],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // An empty environment variable or setting means none, which ?? would take for a value.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      // The compiler option noPropertyAccessFromIndexSignature asks for the brackets.
      '@typescript-eslint/dot-notation': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  ...Object.entries(layers).map(([folder, { patterns }]) =>
    restrict([`src/${folder}/**/*.ts`], patterns, `src/${folder} may not use this; see ARCHITECTURE.md.`),
  ),
  ...Object.entries(upstream).map(([folder, later]) =>
    restrict(
      [`src/core/${folder}/**/*.ts`],
      [...layers.core.patterns, ...later.map((name) => `**/${name}/**`)],
      `core/${folder} may not use this: data goes one way and core uses no platform; see ARCHITECTURE.md.`,
    ),
  ),
  // The page on which cases are chosen shows a decision and its words as the review view does.
  restrict(
    ['src/core/portfolio/chooser/**/*.ts'],
    [...layers.core.patterns, '**/team/**'],
    'core/portfolio may not use this: data goes one way and core uses no platform; see ARCHITECTURE.md.',
  ),
  restrict(['src/cli.ts'], ['vscode', '**/editor/**'], 'The command line runs without an editor.'),
  {
    // Proposed API cannot be used by a published extension; only the oracle in the tests may look at it.
    files: ['src/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "Identifier[name='detailedReason']",
          message: 'Proposed API: not available to a published extension.',
        },
        {
          selector: "Literal[value='detailedReason']",
          message: 'Proposed API: not available to a published extension.',
        },
        {
          selector: "VariableDeclarator[init.name='vscode']",
          message:
            'Brings all of the API into the bundle (scripts/platformOnce.cjs): write vscode.workspace and so on.',
        },
      ],
    },
  },
  {
    // What stands in a page comes from people and models: it becomes text nodes, never markup or code.
    files: ['src/webview/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc', 'createContextualFragment', 'setHTMLUnsafe'].map(
          (property) => ({ property, message: 'Use element() of dom.ts: texts become text nodes.' }),
        ),
        { object: 'document', property: 'write', message: 'Use element() of dom.ts.' },
      ],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
    },
  },
  {
    files: ['scripts/**/*.ts', 'test/**/*.ts'],
    rules: { 'no-console': 'off', '@typescript-eslint/no-floating-promises': 'error' },
  },
);
