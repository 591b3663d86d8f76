import '../../../renderer/jitless.ts';
import '../../../renderer/theme/tokens.css';
import './fonts.css';
import './office.css';
import './plots/plots.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startWords } from './words/words.ts';

startWords(navigator.languages);
const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
