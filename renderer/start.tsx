import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { listenForKeys } from './hooks/use-keys.ts';
import type { StationClient } from './station.ts';
import { startWords } from './words/i18n.ts';

/** Puts the program into the page. The language is English until the station tells another. */
export function start(client: StationClient): void {
  startWords('en');
  listenForKeys(window);
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no root');
  createRoot(root).render(
    <StrictMode>
      <App client={client} />
    </StrictMode>,
  );
}
