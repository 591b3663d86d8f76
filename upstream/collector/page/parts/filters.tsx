import type { JSX } from 'react';
import { addressOf, type Tab } from '../place.ts';
import { useWords } from '../words/words.ts';

export type Choice = Readonly<{ value: string; label: string }>;
export type FilterField = Readonly<{ name: string; label: string; choices: readonly Choice[] }>;
type FiltersProps = Readonly<{
  scope: number;
  tab: Tab;
  fields: readonly FilterField[];
  filters: Readonly<Record<string, string>>;
}>;

/** What to show; the choice is in the address, so that it can be kept and passed on. */
export function Filters({ scope, tab, fields, filters }: FiltersProps): JSX.Element {
  const { t } = useWords();
  const go = (changed: Readonly<Record<string, string>>): void => {
    const set = Object.entries(changed).filter(([, value]) => value !== '');
    location.assign(addressOf(scope, tab, Object.fromEntries(set)));
  };
  return (
    <fieldset className="filters">
      <legend>{t('filter.heading')}</legend>
      {fields.map(({ name, label, choices }) => (
        <label key={name}>
          {label}
          <select
            name={name}
            value={filters[name] ?? ''}
            onChange={(changed) => go({ ...filters, [name]: changed.target.value })}
          >
            <option value="">{t('filter.all')}</option>
            {choices.map(({ value, label: text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      ))}
      {Object.keys(filters).length > 0 && (
        <button type="button" className="button" onClick={() => go({})}>
          {t('filter.clear')}
        </button>
      )}
    </fieldset>
  );
}
