import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { KeyRequest, Look, Sight } from '../host/keys.ts';
import type { Workbench } from './workbench.ts';

export interface KeyBridge {
  /** Where the host posts its requests; the tests find it in the environment variable PAIRFOLIO_TEST_KEYS. */
  url: string;
  /** From here on requests are answered by this window. */
  connect(workbench: Workbench): void;
  close(): void;
}

const seen = {
  'ghost-text': '.ghost-text-decoration:visible, .ghost-text:visible, .ghost-text-decoration-preview:visible',
  'suggested-edit': '.inline-edits-view-gutter-indicator > div:visible',
  // The cells of a notebook are drawn over the group, not in it.
  'focused-editor': ':is(.editor-group-container.active, .notebookOverlay) .monaco-editor.focused',
  'input-box': '.quick-input-widget:visible input:focus',
  'commit-message': '.scm-editor .monaco-editor.focused',
  'find-widget': '.find-widget.visible.replaceToggled .find-part .monaco-inputbox.synthetic-focus',
  'rename-box': '.rename-box input:focus',
  'action-list': '.action-widget .monaco-list-row.focused',
  'closed-panel': '.monaco-workbench.nopanel',
  'completion-list': '.suggest-widget.visible .monaco-list-row.focused',
  'review-view': 'iframe.webview.ready[src*="extensionId=pairfolio.pairfolio"]:visible',
} satisfies Record<Sight, string>;

const labelled = {
  'review-status': '[id="pairfolio.pairfolio.pairfolio.review"]:visible .statusbar-item-label',
  'quick-pick': '.quick-input-widget:visible .monaco-list-row',
} satisfies Record<Look, string>;

async function answerOne(workbench: Workbench, wanted: KeyRequest): Promise<string> {
  if ('look' in wanted) return labels(workbench, labelled[wanted.look]);
  if ('surroundings' in wanted) return surroundings(workbench);
  if ('press' in wanted) await workbench.press(...wanted.press);
  else if ('type' in wanted) await workbench.type(wanted.type, wanted.delay);
  else if ('compose' in wanted) await workbench.compose(wanted.compose, wanted.into);
  else if ('dragToLine' in wanted) await workbench.dragSelection(wanted.dragToLine);
  else if ('copyElsewhere' in wanted) await copyElsewhere(workbench, wanted.copyElsewhere);
  else await workbench.page.locator(seen[wanted.see]).first().waitFor();
  return '';
}

/** Read in one go: what is shown may go away between two looks. */
async function labels({ page }: Workbench, selector: string): Promise<string> {
  const found = await page
    .locator(selector)
    .evaluateAll((elements: { getAttribute(name: string): string | null }[]) =>
      elements.map((element) => element.getAttribute('aria-label') ?? ''),
    );
  return found.join('\n');
}

async function surroundings({ page }: Workbench): Promise<string> {
  const focus = await page
    .locator(':focus')
    .first()
    .getAttribute('aria-label', { timeout: 1000 })
    .catch(() => null);
  const shown: string[] = [];
  for (const [name, selector] of Object.entries(seen)) if (await page.locator(selector).count()) shown.push(name);
  return `the focus is on “${focus ?? 'nothing with a name'}”; seen: ${shown.join(', ')}`;
}

/** Lets a test in the extension host press real keys in the page: `POST /` with one KeyRequest or several, answered when they are pressed. */
export async function startKeyBridge(): Promise<KeyBridge> {
  let connect: (workbench: Workbench) => void = () => undefined;
  const window = new Promise<Workbench>((resolve) => (connect = resolve));
  const server = createServer((request, response) => {
    const answer = async (): Promise<string> => {
      const wanted = (await json(request)) as KeyRequest | KeyRequest[];
      const workbench = await window;
      let text = '';
      for (const one of Array.isArray(wanted) ? wanted : [wanted]) text += await answerOne(workbench, one);
      return text;
    };
    answer().then(
      (text) => response.end(text),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    connect,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function copyElsewhere({ page }: Workbench, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.context().clearPermissions();
  // Before it pastes, VS Code looks for copied files, and drops the paste when a key comes first. Without permission it
  // is refused them, but the browser takes its time to say so when the machine is busy: here it says so at once.
  await page.evaluate(`navigator.clipboard.read = () => Promise.reject(new DOMException('', 'NotAllowedError'))`);
}
