import './review.css';
import { readHostMessage } from '../core/reflect/messages.ts';
import { ReviewView } from './reviewView.ts';

const api = acquireVsCodeApi();
const root = document.getElementById('review');
if (root) {
  const view = new ReviewView(root, api);
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = readHostMessage(data);
    if (message) view.receive(message);
  });
  document.addEventListener('keydown', (event) => view.key(event));
  window.addEventListener('focus', () => {
    view.takeFocus();
    api.postMessage({ type: 'focused' });
  });
  api.postMessage({ type: 'ready' });
}
