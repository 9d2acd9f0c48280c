import './boot/bootData';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { startServices } from './boot/services';
import { exposeProbe } from './probe/panelData';

async function start(): Promise<void> {
  const element = document.getElementById('reactRoot');
  if (!element) {
    throw new Error('The page has no element to draw in');
  }
  if (!window.grafanaBootData) {
    element.textContent = 'The preview host did not send its settings. Open this page through the demo.';
    return;
  }
  await startServices();
  exposeProbe();
  createRoot(element).render(<App />);
}

void start();
