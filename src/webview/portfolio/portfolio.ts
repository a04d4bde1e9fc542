import './portfolio.css';
import { readHostMessage } from '../../core/portfolio/chooser/messages.ts';
import { PortfolioPage } from './portfolioPage.ts';

const api = acquireVsCodeApi();
const root = document.getElementById('portfolio');
if (root) {
  const page = new PortfolioPage(root, api);
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    const message = readHostMessage(data);
    if (message) page.receive(message);
  });
  document.addEventListener('keydown', (event) => page.key(event));
  window.addEventListener('focus', () => page.takeFocus());
  api.postMessage({ type: 'ready' });
}
