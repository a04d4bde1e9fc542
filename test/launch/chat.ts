import type { Page } from 'playwright-core';
import type { Reply, StubModel } from '../support/stubModel.ts';
import type { Server } from './server.ts';
import type { SessionOptions } from './session.ts';
import type { Workbench } from './workbench.ts';

// VS Code's own chat with a model on this machine: no account, no sign-in, nothing sent anywhere else.

const model = { vendor: 'customendpoint', id: 'stub-model' };

/** Opens the chat in agent mode with that model chosen. */
const openKey = 'Control+Alt+Shift+a';

/**
 * What a session needs to have VS Code's chat.
 * @param url of a Chat Completions endpoint
 * @param editTools the editing tools the model is offered, as VS Code names them; without it those for unknown models
 */
export function withChat(url: string, editTools?: readonly string[]): SessionOptions {
  return {
    settings: {
      'chat.disableAIFeatures': false,
      'chat.byokUtilityModelDefault': 'mainAgent',
      'chat.tools.global.autoApprove': true,
      'chat.tips.enabled': false,
      'inlineChat.askInChat': false,
      'github.copilot.chat.codeGeneration.useInstructionFiles': false,
      'workbench.secondarySideBar.defaultVisibility': 'hidden',
    },
    keybindings: [
      {
        key: 'ctrl+alt+shift+a',
        command: 'workbench.action.chat.open',
        args: { mode: 'agent', modelSelector: model },
      },
    ],
    userFiles: {
      'chatLanguageModels.json': [
        {
          name: 'stub',
          vendor: model.vendor,
          apiKey: 'none',
          apiType: 'chat-completions',
          models: [
            {
              id: model.id,
              name: 'Stub Model',
              url,
              toolCalling: true,
              vision: false,
              maxInputTokens: 100_000,
              maxOutputTokens: 8_000,
              ...(editTools && { editTools }),
            },
          ],
        },
      ],
    },
    prepare: enableChat,
  };
}

/**
 * In a profile whose chat was never set up VS Code disables its chat extension at the first start. It does so once, and
 * remembers it in the browser: said beforehand, the extension stays as it is, enabled.
 */
async function enableChat(page: Page, server: Server): Promise<void> {
  // Any page of the same origin that is not the workbench.
  await page.route('**/pairfolio-test-blank', (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto(`http://127.0.0.1:${String(server.port)}/pairfolio-test-blank`);
  await page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('vscode-web-state-db-global');
    opening.onupgradeneeded = () => opening.result.createObjectStore('ItemTable');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const writing = opening.result.transaction('ItemTable', 'readwrite');
      writing.objectStore('ItemTable').put('true', 'builtinChatExtensionEnablementMigration');
      writing.oncomplete = () => { opening.result.close(); resolve(); };
    };
  })`);
}

const chat = '.interactive-session';

/** Asks the agent in the chat view, and waits until it has answered: with `replies`, and words that end the turn. */
export async function askAgent(window: Workbench, model: StubModel, prompt: string, replies: Reply[]): Promise<void> {
  await window.press(openKey);
  await window.page.locator(`${chat} .interactive-input-part .monaco-editor.focused`).waitFor();
  await window.waitForText(`${chat} .interactive-input-part`, 'Stub Model');
  const end = `That was: ${prompt}.`;
  model.reply(...replies, { say: end });
  await window.type(prompt);
  await window.press('Enter');
  // The first turn waits for the chat to start.
  await window.page.locator(chat).getByText(end).waitFor({ timeout: 60_000 });
}

/** Asks for a change at the cursor with inline chat, and waits until it is made and up for an answer. */
export async function askInline(window: Workbench, model: StubModel, prompt: string, reply: Reply): Promise<void> {
  model.reply(reply, { say: 'Done.' });
  await window.press('Control+i');
  await window.page
    .locator('.inline-chat-widget .monaco-editor.focused, .inline-chat .monaco-editor.focused')
    .waitFor();
  await window.type(prompt);
  await window.press('Enter');
  await window.page.locator('.chat-diff-change-content-widget').first().waitFor();
}

/** Puts the cursor into a change that waits for an answer, so that its keys work. */
export async function goToHunk(window: Workbench, line: number): Promise<void> {
  await window.goTo(line);
  await window.page.locator('.chat-diff-change-content-widget.hover').waitFor();
}

/** Waits until the editor has gone on by itself to the next change that waits for an answer. */
export async function nextHunk(window: Workbench, line: number): Promise<void> {
  await window.waitForText('.statusbar', `Ln ${String(line)},`);
  await window.page.locator('.chat-diff-change-content-widget.hover').waitFor();
}

/** Waits until no change of the active editor waits for an answer. */
export async function allAnswered(window: Workbench): Promise<void> {
  await window.page.locator('.chat-editor-overlay-widget').waitFor({ state: 'hidden' });
}
