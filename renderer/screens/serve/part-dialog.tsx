import { useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { lineKey, quantityNow } from '../../desk/draft.ts';
import type { Serving, VerdictView } from '../../desk/desk.types.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useItems } from '../../hooks/use-items.ts';
import { Button } from '../../parts/button.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { Field } from '../../parts/field.tsx';
import { parseMoney, parseWhole, writeMoney } from '../../words/parse.ts';

/** More lines than these stand in two columns, so that all are in sight at once. */
const MOST_IN_A_COLUMN = 3;

type Line = VerdictView['due'][number];

/** Quantities by keyboard: Tab to the next, Enter takes them. What is typed is checked here and again by the station. */
export function PartDialog({ serving }: Readonly<{ serving: Serving }>): JSX.Element {
  const { send } = useDesk();
  const { t } = useTranslation();
  const { describe, amount } = useItems();
  const lines = serving.verdict.due.filter((line) => line.remaining > 0);
  const write = (line: Line, quantity: number): string => {
    const { currency } = describe(line.account);
    return currency === undefined ? String(quantity) : writeMoney(quantity, currency);
  };
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(lines.map((line) => [lineKey(line), write(line, quantityNow(line, serving.draft))])),
  );
  const [asked, setAsked] = useState(false);

  function read(line: Line): number | undefined {
    const { currency } = describe(line.account);
    const text = texts[lineKey(line)] ?? '';
    const quantity = currency === undefined ? parseWhole(text) : parseMoney(text, currency);
    return quantity !== undefined && quantity <= line.remaining ? quantity : undefined;
  }
  const quantities = lines.map((line) => [lineKey(line), read(line)] as const);
  const bad = quantities.some(([, quantity]) => quantity === undefined);
  const nothing = !bad && quantities.every(([, quantity]) => quantity === 0);

  function use(): void {
    setAsked(true);
    if (bad || nothing) return;
    send({
      kind: 'draft',
      draft: { quantities: Object.fromEntries(quantities.map(([key, quantity]) => [key, quantity ?? 0])) },
    });
  }
  const close = (): void => send({ kind: 'dialog', dialog: null });
  return (
    <Dialog
      wide={lines.length > MOST_IN_A_COLUMN}
      title={t('part.title')}
      lead={t('part.lead')}
      onClose={close}
      onSubmit={use}
      actions={
        <>
          <Button shortcut="Escape" onPress={close}>
            {t('action.back')}
          </Button>
          <Button onPress={() => send({ kind: 'draft', draft: { quantities: null } })}>{t('part.all')}</Button>
          <Button submit look="primary" shortcut="Enter">
            {t('part.use')}
          </Button>
        </>
      }
    >
      <div className={lines.length > MOST_IN_A_COLUMN ? 'pair' : 'stack'}>
        {lines.map((line, index) => (
          <Field
            key={lineKey(line)}
            label={t('part.quantity', { name: describe(line.account).name })}
            numeric
            autoFocus={index === 0}
            value={texts[lineKey(line)] ?? ''}
            onChange={(text) => setTexts({ ...texts, [lineKey(line)]: text })}
            hint={t('part.max', { max: amount(line.account, line.remaining) })}
            error={read(line) === undefined ? t('part.bad', { max: write(line, line.remaining) }) : undefined}
          />
        ))}
      </div>
      {asked && nothing && (
        <p className="hint wrong" role="alert">
          {t('part.none')}
        </p>
      )}
    </Dialog>
  );
}
