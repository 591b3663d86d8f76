import { LANGUAGES, WORDS, type Language } from '../words/words.ts';
import type { Choice } from './check.ts';
import { createChosenFiles } from './chosen-files.ts';
import { element } from './element.ts';
import { createWorking } from './working.ts';

type Events = Readonly<{ onCheck: () => void; onCancel: () => void; onLanguage: (language: Language) => void }>;

const NAMES: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français', ar: 'العربية' };

/** What is to be checked: files by picker or drop, receipts' codes, the collector's key. Nothing is kept between two visits. */
export function createForm({ onCheck, onCancel, onLanguage }: Events) {
  const files = createChosenFiles();
  const working = createWorking(onCancel);
  const typed = { autocomplete: 'off', spellcheck: 'false', dir: 'ltr' };
  const receipts = element('textarea', { id: 'receipts', rows: '2', ...typed });
  const collector = element('input', { id: 'collector', type: 'text', ...typed });
  const identity = element('input', { id: 'identity', type: 'password', ...typed });
  const button = element('button', { type: 'submit', id: 'check' });
  const fields = element('fieldset');
  const root = element(
    'form',
    {
      submit(event) {
        event.preventDefault();
        onCheck();
      },
    },
    fields,
    working.root,
  );
  acceptDrops((dropped) => files.add(dropped));

  return {
    root,
    show(language: Language): void {
      const { page } = WORDS[language];
      working.cancel.textContent = page.cancel;
      button.textContent = page.check;
      files.show(language);
      fields.replaceChildren(
        element('legend', { class: 'away' }, page.settings),
        languageChoice(language, onLanguage),
        element('h1', {}, page.title),
        element('p', {}, page.intro),
        element('p', { class: 'hint' }, page.offline),
        files.picker('programme', page.chooseProgramme, page.programmeHint, false),
        files.picker('files', page.chooseFiles, page.filesHint, true),
        element('p', { class: 'drop' }, page.drop),
        files.list,
        labelled(page.receiptCodes, page.receiptHint, receipts),
        labelled(page.collector, page.collectorHint, collector),
        labelled(page.identity, page.identityHint, identity),
        button,
      );
    },
    choice: (): Choice => ({
      files: files.all(),
      collector: collector.value,
      receipts: receipts.value,
      identity: identity.value,
    }),
    running(is: boolean): void {
      fields.disabled = is;
      working.running(is);
    },
    progress: (percent: number, text: string) => working.progress(percent, text),
  };
}

function labelled(label: string, hint: string, input: HTMLInputElement | HTMLTextAreaElement): HTMLElement {
  const hintId = `${input.id}-hint`;
  input.setAttribute('aria-describedby', hintId);
  return element(
    'div',
    { class: 'field' },
    element('label', { for: input.id }, label),
    input,
    element('p', { class: 'hint', id: hintId }, hint),
  );
}

function languageChoice(current: Language, onLanguage: (language: Language) => void): HTMLElement {
  const select = element(
    'select',
    {
      id: 'language',
      change() {
        onLanguage(LANGUAGES.find((one) => one === select.value) ?? 'en');
        document.querySelector<HTMLElement>('#language')?.focus();
      },
    },
    ...LANGUAGES.map((one) => element('option', { value: one, lang: one, selected: one === current }, NAMES[one])),
  );
  const label = element('label', { for: 'language' }, WORDS[current].page.language);
  return element('div', { class: 'language' }, label, select);
}

/** The whole page takes dropped files; without this a browser would leave the page to show the file. */
function acceptDrops(add: (files: Iterable<File>) => void): void {
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    document.body.classList.add('dragging');
  });
  document.addEventListener('dragleave', () => document.body.classList.remove('dragging'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    document.body.classList.remove('dragging');
    add(event.dataTransfer?.files ?? []);
  });
}
