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
  | 'action-list'
  | 'closed-panel'
  | 'review-view';

/** Things on the page a test may read, as a screen reader does. */
export type Look = 'review-status' | 'quick-pick';

/** What a test in the extension host may ask of the page it runs in; see test/launch/keyBridge.ts. */
export type KeyRequest =
  | { press: string[] }
  | { type: string; delay?: number }
  /** What an input method shows while it is being composed, and what it becomes. */
  | { compose: string[]; into: string }
  /** Drags the selected text to the start of a line of the editor, counted from 0. */
  | { dragToLine: number }
  | { see: Sight }
  | { look: Look }
  | { surroundings: true }
  | { copyElsewhere: string };

const bridge = process.env['PAIRFOLIO_TEST_KEYS'];

/** Whether real keys can be pressed; not so in a desktop VS Code. `before(function () { if (!keysAvailable) this.skip(); })` */
export const keysAvailable = bridge !== undefined;

/** Presses real keys (names as in Playwright: `Tab`, `Control+ArrowRight`) wherever the focus is. */
export const press = async (...keys: string[]): Promise<void> => {
  await ask({ press: keys });
};

/** Types real characters wherever the focus is; `delay` in ms between them. */
export const type = async (text: string, delay?: number): Promise<void> => {
  await ask(delay === undefined ? { type: text } : { type: text, delay });
};

/** Presses and types one after the other, in one request. */
export const play = async (...requests: KeyRequest[]): Promise<void> => {
  await ask(requests);
};

/** Waits until the page shows it: what the keys act on has to be there first. */
export const see = async (what: Sight): Promise<void> => {
  await ask({ see: what });
};

/** @returns the label a screen reader reads, of several one a line; empty where it is not on the page */
export const look = (what: Look): Promise<string> => ask({ look: what });

/** @returns where keys go to and what is open, in words: for the message of a test that waited in vain */
export const surroundings = (): Promise<string> => ask({ surroundings: true });

/** Puts a text on the clipboard as another program does: with nothing by which the editor would know it. */
export const copyElsewhere = async (text: string): Promise<void> => {
  await ask({ copyElsewhere: text });
};

async function ask(request: KeyRequest | KeyRequest[]): Promise<string> {
  if (!bridge) throw new Error('There is no page here to press keys in; see keysAvailable.');
  const response = await fetch(bridge, { method: 'POST', body: JSON.stringify(request) });
  const text = await response.text();
  if (!response.ok) throw new Error(`The page could not do it: ${text}`);
  return text;
}
