// Plays the part of a Vim or Neovim extension, as far as keys go: it has modes, and takes Tab and Esc in some of them.
// VS Code ranks a key by its place in the manifest: as the first ones there, these lose against Pairfolio's wherever both hold.
const vscode = require('vscode');

exports.activate = (context) => {
  const taken = [];
  const setContexts = async (contexts) => {
    for (const [key, value] of Object.entries(contexts)) await vscode.commands.executeCommand('setContext', key, value);
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('modalEditing.take', (key) => taken.push(key)),
    /** @returns the keys taken since the last time this was asked */
    vscode.commands.registerCommand('modalEditing.taken', () => taken.splice(0)),
    vscode.commands.registerCommand('modalEditing.vim', (mode) =>
      setContexts({ 'vim.active': mode !== undefined, 'vim.mode': mode }),
    ),
    vscode.commands.registerCommand('modalEditing.neovim', (mode) =>
      setContexts({ 'neovim.init': mode !== undefined, 'neovim.mode': mode }),
    ),
  );
};
