import { element } from './element.ts';

/** What shows while files are checked: how far it is, and a way to stop it. */
export function createWorking(onCancel: () => void) {
  const status = element('p', { id: 'status', role: 'status' });
  const bar = element('progress', { max: '100', value: '0', 'aria-labelledby': 'status' });
  const cancel = element('button', { type: 'button', id: 'cancel', click: onCancel });
  const root = element('div', { id: 'working', hidden: true }, status, bar, cancel);
  return {
    root,
    cancel,
    running(is: boolean): void {
      root.hidden = !is;
      bar.value = 0;
      status.textContent = '';
      if (is) cancel.focus();
    },
    progress(percent: number, text: string): void {
      bar.value = percent;
      status.textContent = text;
    },
  };
}
