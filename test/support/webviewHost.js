// Runs in the page before the view: what VS Code would give it. `THEME` and `hostReceives` are put there by reviewPage.ts.
(() => {
  // As in VS Code the object can be taken once, and what it keeps outlives the document.
  let taken = false;
  globalThis.acquireVsCodeApi = () => {
    if (taken) throw new Error('acquireVsCodeApi was called twice');
    taken = true;
    return {
      postMessage: (message) => void globalThis.hostReceives(message),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null'),
      setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
    };
  };
  document.addEventListener('DOMContentLoaded', () => {
    const { style } = document.documentElement;
    for (const [name, value] of Object.entries(THEME.variables)) style.setProperty(name, value);
    style.background = THEME.variables['--vscode-sideBar-background'];
    document.body.className = THEME.bodyClass;
  });
})();
