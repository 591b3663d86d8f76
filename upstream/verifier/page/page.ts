import type { Report } from '../core/report.ts';
import { documentOf } from '../words/document.ts';
import { fill, LANGUAGES, WORDS, type Language } from '../words/words.ts';
import { check, type CheckFailure } from './check.ts';
import { documentView } from './document-view.ts';
import { element } from './element.ts';
import { createForm } from './form.ts';

/** Shows the page: a form, and below it what the last check said. Changing the language keeps both. */
export function startPage(document: Document): void {
  let language: Language = LANGUAGES.find((one) => navigator.language.startsWith(one)) ?? 'en';
  let outcome: Readonly<{ report: Report } | { failure: CheckFailure }> | undefined;
  let running: AbortController | undefined;
  const form = createForm({ onCheck: () => void run(), onLanguage: change, onCancel: () => running?.abort() });
  const result = element('section', { id: 'result', 'aria-live': 'polite' });
  document.body.append(element('main', {}, form.root, result));
  change(language);

  function change(to: Language): void {
    language = to;
    document.documentElement.lang = to;
    document.documentElement.dir = to === 'ar' ? 'rtl' : 'ltr';
    document.title = WORDS[to].page.title;
    form.show(to);
    show();
  }

  function show(): void {
    if (outcome === undefined) return result.replaceChildren();
    if ('failure' in outcome) {
      const { code, file } = outcome.failure;
      const text = `${file === undefined ? '' : `${file}: `}${WORDS[language].failures[code]}`;
      return result.replaceChildren(element('p', { class: 'failure', role: 'alert', 'data-failure': code }, text));
    }
    const { report } = outcome;
    const { page } = WORDS[language];
    result.replaceChildren(
      ...documentView(documentOf(report, language)),
      element(
        'p',
        { class: 'buttons' },
        element('button', { type: 'button', click: () => window.print() }, page.print),
        element('a', { href: saved(report), download: 'tallypoint-verifier.json', id: 'save' }, page.save),
      ),
    );
  }

  async function run(): Promise<void> {
    if (running !== undefined) return;
    running = new AbortController();
    outcome = undefined;
    show();
    form.running(true);
    const read = await check(
      form.choice(),
      (file, percent) => form.progress(percent, fill(WORDS[language].page.checking, { file, percent })),
      running.signal,
    );
    running = undefined;
    outcome = read.ok ? { report: read.value } : { failure: read.error };
    form.running(false);
    show();
    document.querySelector<HTMLElement>('#verdict')?.focus();
  }
}

let address = '';

/** The report as a file of its own; the one before is given up. */
function saved(report: Report): string {
  if (address !== '') URL.revokeObjectURL(address);
  address = URL.createObjectURL(new Blob([JSON.stringify(report, null, 2)], { type: 'application/json' }));
  return address;
}
