import '../theme/fonts.css';
import './receipt.css';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { SlipPage } from '../../shared/receipt/slip.ts';
import { SlipView } from './slip-view.tsx';

// The page that slips are drawn in for printers. It has no bridge: the main process hands it a slip and takes a picture of it.

declare global {
  interface Window {
    /** Draws a slip and answers its size in dots, once fonts are there and the picture has been painted. */
    drawSlip: (page: SlipPage) => Promise<{ width: number; height: number }>;
    /** Waits until what was asked for last has been painted. */
    painted: () => Promise<void>;
  }
}

const paper = document.querySelector<HTMLElement>('#paper')!;
const root = createRoot(paper);

window.painted = async () => {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
};

window.drawSlip = async (page) => {
  const { documentElement } = document;
  documentElement.lang = page.language;
  documentElement.dir = page.language === 'ar' ? 'rtl' : 'ltr';
  documentElement.dataset['paper'] = page.width < 512 ? 'narrow' : 'wide';
  documentElement.style.inlineSize = `${page.width}px`;
  flushSync(() => root.render(<SlipView page={page} />));
  // Measuring lays the page out, which is what makes the browser ask for the fonts it needs.
  paper.getBoundingClientRect();
  await document.fonts.ready;
  await window.painted();
  return { width: page.width, height: Math.ceil(paper.getBoundingClientRect().height) };
};
