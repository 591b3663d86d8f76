import { useRef, type JSX } from 'react';
import type { TypedService } from '../../desk/desk.types.ts';
import type { ReadService } from '../../desk/services.ts';
import { Button } from '../../parts/button.tsx';
import { Field } from '../../parts/field.tsx';
import { useWords } from '../../words/use-words.ts';

type ServiceLineProps = Readonly<{
  line: ReadService;
  typed: TypedService;
  /** True for the one just added: its quantity is asked for next. */
  autoFocus: boolean;
  onChange: (typed: TypedService) => void;
  onRemove: () => void;
  /** Enter behind the amount. */
  onDone: () => void;
}>;

/** One service that was given: how many, and what they cost together, against the provider's ceiling. */
export function ServiceLine({ line, typed, autoFocus, onChange, onRemove, onDone }: ServiceLineProps): JSX.Element {
  const { t, format } = useWords();
  const amount = useRef<HTMLInputElement>(null);
  const { service, ceilingMinor, aboveCeiling } = line;
  const { name, currency } = service;
  const most = format.money(ceilingMinor ?? service.ceilingMinor, currency);
  const badQuantity = typed.quantity !== '' && line.quantity === undefined;
  const badAmount = typed.amount !== '' && line.amountMinor === undefined;
  const wrong = badQuantity
    ? t('capture.badQuantity')
    : badAmount
      ? t('capture.badAmount')
      : aboveCeiling
        ? t('capture.aboveCeiling', { max: most })
        : undefined;
  return (
    <li>
      <p className="service">
        <b>
          <bdi>{name}</bdi>
        </b>
        <small>
          <bdi dir="ltr">{service.code}</bdi>
        </small>
      </p>
      <Field
        label={t('capture.quantityOf', { name })}
        labelHidden
        numeric
        autoFocus={autoFocus}
        maxLength={5}
        value={typed.quantity}
        onChange={(quantity) => onChange({ ...typed, quantity })}
        onEnter={() => amount.current?.focus()}
        wrong={badQuantity}
      />
      <Field
        label={t('capture.amountOf', { name, currency })}
        labelHidden
        numeric
        field={amount}
        maxLength={16}
        value={typed.amount}
        onChange={(text) => onChange({ ...typed, amount: text })}
        onEnter={onDone}
        wrong={badAmount || aboveCeiling}
      />
      <Button onPress={onRemove}>{t('capture.remove')}</Button>
      <p className={wrong === undefined ? 'hint' : 'hint wrong'} role={wrong === undefined ? undefined : 'alert'}>
        {wrong ?? t('capture.ceiling', { max: most })}
      </p>
    </li>
  );
}
