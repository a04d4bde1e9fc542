/** Things on the page a test may have to wait for. */
export type Sight =
  | 'ghost-text'
  | 'suggested-edit'
  | 'completion-list'
  | 'focused-editor'
  | 'input-box'
  | 'commit-message'
  | 'find-widget'
  | 'rename-box'
  | 'action-list';

/** What a test in the extension host may ask of the page it runs in; see test/launch/keyBridge.ts. */
export type KeyRequest =
  | { press: string[] }
  | { type: string; delay?: number }
  /** What an input method shows while it is being composed, and what it becomes. */
  | { compose: string[]; into: string }
  /** Drags the selected text to the start of a line of the editor, counted from 0. */
  | { dragToLine: number }
  | { screenshot: string }
  | { see: Sight }
  | { copyElsewhere: string };

const bridge = process.env['PAIRFOLIO_TEST_KEYS'];

/** Whether real keys can be pressed; not so in a desktop VS Code. `before(function () { if (!keysAvailable) this.skip(); })` */
export const keysAvailable = bridge !== undefined;

/** Presses real keys (names as in Playwright: `Tab`, `Control+ArrowRight`) wherever the focus is. */
export const press = (...keys: string[]): Promise<void> => ask({ press: keys });

/** Types real characters wherever the focus is; `delay` in ms between them. */
export const type = (text: string, delay?: number): Promise<void> =>
  ask(delay === undefined ? { type: text } : { type: text, delay });

/** Presses and types one after the other, in one request. */
export const play = (...requests: KeyRequest[]): Promise<void> => ask(requests);

/** Keeps a picture of the window in `file` (absolute). */
export const screenshot = (file: string): Promise<void> => ask({ screenshot: file });

/** Waits until the page shows it: what the keys act on has to be there first. */
export const see = (what: Sight): Promise<void> => ask({ see: what });

/** Puts a text on the clipboard as another program does: with nothing by which the editor would know it. */
export const copyElsewhere = (text: string): Promise<void> => ask({ copyElsewhere: text });

async function ask(request: KeyRequest | KeyRequest[]): Promise<void> {
  if (!bridge) throw new Error('There is no page here to press keys in; see keysAvailable.');
  const response = await fetch(bridge, { method: 'POST', body: JSON.stringify(request) });
  if (!response.ok) throw new Error(`The page could not do it: ${await response.text()}`);
}
