import { useId, useState, type JSX, type KeyboardEvent, type RefObject } from 'react';
import type { Voucher } from '../../desk/desk.types.ts';
import { useWords } from '../../words/use-words.ts';
import { searchServices } from './service-search.ts';

/** More than these are not shown at once: one more letter finds the rest. */
const MOST_SHOWN = 6;

type Service = Voucher['services'][number];
type ServicePickerProps = Readonly<{
  services: readonly Service[];
  field: RefObject<HTMLInputElement | null>;
  onPick: (service: Service) => void;
}>;

/** Type-ahead over the provider's services, by code or name: arrows move, Enter takes. */
export function ServicePicker({ services, field, onPick }: ServicePickerProps): JSX.Element {
  const { t, format } = useWords();
  const id = useId();
  const [text, setText] = useState('');
  const [at, setAt] = useState<number | null>(null);
  const found = searchServices(services, text);
  const shown = found.slice(0, MOST_SHOWN);
  const chosen = at === null ? (text.trim() === '' ? undefined : shown[0]) : shown[Math.min(at, shown.length - 1)];

  function pick(service: Service): void {
    setText('');
    setAt(null);
    onPick(service);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const last = shown.length - 1;
    const here = chosen === undefined ? -1 : shown.indexOf(chosen);
    if (event.key === 'ArrowDown') setAt(Math.min(here + 1, last));
    else if (event.key === 'ArrowUp') setAt(Math.max(here - 1, 0));
    else if (event.key === 'Enter' && chosen !== undefined) pick(chosen);
    else return;
    event.preventDefault();
  }
  return (
    <div className="field picker">
      <label htmlFor={id}>{t('capture.search')}</label>
      <input
        ref={field}
        id={id}
        type="text"
        role="combobox"
        dir="auto"
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(null);
        }}
        onKeyDown={onKeyDown}
        aria-expanded={shown.length > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={chosen === undefined ? undefined : `${id}-${chosen.code}`}
        aria-describedby={`${id}-more`}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t('capture.services')}>
        {shown.map((service) => (
          // The field keeps the focus and the keys; the mouse may do the same.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={service.code}
            id={`${id}-${service.code}`}
            role="option"
            aria-selected={service === chosen}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => pick(service)}
          >
            <span>
              <bdi>{service.name}</bdi>
              <small>
                <bdi dir="ltr">{service.code}</bdi>
              </small>
            </span>
            <bdi dir="ltr">{format.money(service.ceilingMinor, service.currency)}</bdi>
          </div>
        ))}
      </div>
      <p className="hint" id={`${id}-more`} role="status">
        {found.length === 0
          ? t('capture.noneFound')
          : found.length > shown.length
            ? t('capture.moreFound', { count: found.length - shown.length })
            : t('capture.how')}
      </p>
    </div>
  );
}
