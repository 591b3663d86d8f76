import type { JSX } from 'react';
import { useItems } from '../../hooks/use-items.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { Field } from '../../parts/field.tsx';
import { ItemIcon } from '../../icons/item-icon.tsx';
import { useWords } from '../../words/use-words.ts';
import { cashKey, cashSum, readPieces, readUnits, type CountTexts } from './count.ts';

type CountFormProps = Readonly<{
  texts: CountTexts;
  onChange: (texts: CountTexts) => void;
  /** Never in a blind count. */ showPlan?: boolean;
}>;

/** Cash note by note and stock item by item, all by keyboard: type, Tab, type. */
export function CountForm({ texts, onChange, showPlan = false }: CountFormProps): JSX.Element {
  const { vault } = useStation();
  return (
    <div className="columns">
      {vault.cycle?.currencies.map((one, index) => (
        <CashCount key={one.currency} {...one} first={index === 0} texts={texts} onChange={onChange} />
      ))}
      {(vault.cycle?.items.length ?? 0) > 0 && <StockCount texts={texts} onChange={onChange} showPlan={showPlan} />}
    </div>
  );
}

type CashCountProps = CountFormProps & Readonly<{ currency: string; denominations: readonly number[]; first: boolean }>;
function CashCount({ currency, denominations, texts, onChange, first }: CashCountProps): JSX.Element {
  const { t, format } = useWords();
  return (
    <section className="panel">
      <h2>{t('count.cash', { currency })}</h2>
      <table className="count-table">
        <thead>
          <tr>
            <th scope="col">{t('count.note')}</th>
            <th scope="col">{t('count.pieces')}</th>
            <th scope="col" className="number">
              {t('count.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {denominations.map((value, index) => {
            const key = cashKey(currency, value);
            const pieces = readPieces(texts.cash[key]);
            return (
              <tr key={value}>
                <th scope="row">
                  <bdi dir="ltr">{format.money(value, currency)}</bdi>
                </th>
                <td>
                  <Field
                    label={t('count.piecesOf', { value: format.money(value, currency) })}
                    labelHidden
                    numeric
                    autoFocus={first && index === 0}
                    value={texts.cash[key] ?? ''}
                    onChange={(text) => onChange({ ...texts, cash: { ...texts.cash, [key]: text } })}
                    error={pieces === undefined ? t('count.bad') : undefined}
                  />
                </td>
                <td className="number">
                  <bdi dir="ltr">{format.money(value * (pieces ?? 0), currency)}</bdi>
                </td>
              </tr>
            );
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {t('count.total')}
            </th>
            <td className="number" aria-live="polite">
              <bdi dir="ltr">{format.money(cashSum(texts, currency, denominations), currency)}</bdi>
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

function StockCount({ texts, onChange, showPlan = false }: CountFormProps): JSX.Element {
  const { vault } = useStation();
  const { t, format } = useWords();
  const { describe } = useItems();
  return (
    <section className="panel">
      <h2>{t('count.stock')}</h2>
      <table className="count-table">
        <thead>
          <tr>
            <th scope="col">{t('count.item')}</th>
            {showPlan && (
              <th scope="col" className="number">
                {t('count.planned')}
              </th>
            )}
            <th scope="col">{t('count.counted')}</th>
          </tr>
        </thead>
        <tbody>
          {vault.cycle?.items.map((one) => (
            <tr key={one.item}>
              <th scope="row">
                <span className="person-option">
                  <ItemIcon icon={one.icon} />
                  {describe(one.item).name}
                </span>
              </th>
              {showPlan && <td className="number">{format.number(one.planned)}</td>}
              <td>
                <Field
                  label={t('count.quantityOf', { name: describe(one.item).name })}
                  labelHidden
                  numeric
                  value={texts.stock[one.item] ?? ''}
                  onChange={(text) => onChange({ ...texts, stock: { ...texts.stock, [one.item]: text } })}
                  error={readUnits(texts.stock[one.item]) === undefined ? t('count.bad') : undefined}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
