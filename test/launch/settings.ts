/** User settings of every VS Code that is started here: no network, no telemetry, nothing that asks for attention. */
export const calmSettings: Record<string, unknown> = {
  'telemetry.telemetryLevel': 'off',
  'telemetry.feedback.enabled': false,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'window.restoreWindows': 'none',
  'files.autoSave': 'off', // as on the desktop; the workbench in a browser would save by itself
  'git.openRepositoryInParentFolders': 'never',
  'git.autofetch': false,
  'git.confirmSync': false,
  'git.enableSmartCommit': true,
  'npm.autoDetect': 'off',
  // TypeScript would otherwise fetch type definitions.
  'typescript.disableAutomaticTypeAcquisition': true,
  'js/ts.tsserver.automaticTypeAcquisition.enabled': false,
};

/** The key that asks for an inline suggestion, as GitHub Copilot binds it; VS Code itself has none. */
export const triggerKey = {
  pressed: 'Alt+\\',
  binding: {
    key: 'alt+\\',
    command: 'editor.action.inlineSuggest.trigger',
    when: 'editorTextFocus && !editorReadonly',
  },
};
