import { fill, WORDS, type Language } from '../words/words.ts';
import { element } from './element.ts';

/** The files chosen so far, from pickers and drops alike, each with a button to take it away again. */
export function createChosenFiles() {
  const files = new Map<string, File>();
  const list = element('ul', { id: 'chosen' });
  let language: Language = 'en';

  function show(): void {
    const { page } = WORDS[language];
    list.setAttribute('aria-label', page.chosen);
    list.replaceChildren(
      ...[...files].map(([key, file]) => {
        const label = fill(page.remove, { file: file.name });
        const remove = (): void => {
          files.delete(key);
          show();
        };
        const button = element(
          'button',
          { type: 'button', class: 'small', 'aria-label': label, title: label, click: remove },
          '×',
        );
        return element('li', {}, element('bdi', {}, file.name), ' ', button);
      }),
    );
  }

  function add(more: Iterable<File>): void {
    for (const file of more) files.set(`${file.name} ${file.size} ${file.lastModified}`, file);
    show();
  }

  return {
    list,
    add,
    all: () => [...files.values()],
    show(to: Language): void {
      language = to;
      show();
    },
    /** A button that opens the browser's own picker. */
    picker(id: string, label: string, hint: string, multiple: boolean): HTMLElement {
      const input = element('input', {
        id,
        type: 'file',
        class: 'away',
        multiple,
        'aria-describedby': `${id}-hint`,
        change() {
          add(input.files ?? []);
          input.value = '';
        },
      });
      return element(
        'div',
        { class: 'field' },
        input,
        element('label', { for: id, class: 'button' }, label),
        element('p', { class: 'hint', id: `${id}-hint` }, hint),
      );
    },
  };
}
