import './practice.css';
import { readHostMessage } from '../../core/practice/messages.ts';
import { PracticePage } from './practicePage.ts';

const api = acquireVsCodeApi();
const root = document.getElementById('practice');
if (root) {
  const page = new PracticePage(root, api);
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = readHostMessage(data);
    if (message) page.receive(message);
  });
  document.addEventListener('keydown', (event) => page.key(event));
  window.addEventListener('focus', () => page.takeFocus());
  api.postMessage({ type: 'ready' });
}
