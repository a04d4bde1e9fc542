import './dashboard.css';
import { readHostMessage } from '../../core/dashboard/messages.ts';
import { DashboardPage } from './dashboardPage.ts';

const api = acquireVsCodeApi();
const root = document.getElementById('dashboard');
if (root) {
  const page = new DashboardPage(root, api);
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = readHostMessage(data);
    if (message) page.receive(message);
  });
  document.addEventListener('keydown', (event) => page.key(event));
  window.addEventListener('focus', () => page.takeFocus());
  api.postMessage({ type: 'ready' });
}
