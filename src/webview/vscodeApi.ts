import type { ViewMessage } from '../core/reflect/messages.ts';

/** What VS Code gives the script of a webview, once. */
export interface VsCodeApi<Message = ViewMessage> {
  postMessage(message: Message): void;
  /** What `setState` was given, also after the view was hidden or the window reloaded. */
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  function acquireVsCodeApi(): VsCodeApi<unknown>;
}
