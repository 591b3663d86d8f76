import { useCallback, type JSX, type ReactNode } from 'react';
import { amountInWords } from '../../../shared/words/amount.ts';
import type { CaptureView, HoldView } from '../../../shared/ipc/voucher-views.ts';
import type { Outcome } from '../../desk/desk.types.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useFresh } from '../../hooks/use-fresh.ts';
import { useKeys } from '../../hooks/use-keys.ts';
import { VerdictIcon } from '../../icons/verdict-icon.tsx';
import { Button } from '../../parts/button.tsx';
import { useHeadingFocus } from '../../parts/page.tsx';
import type { StationClient } from '../../station.ts';
import { useWords } from '../../words/use-words.ts';
import { PrintTag } from '../receipts/print-tag.tsx';

type OutcomeOf<K extends Outcome['kind']> = Readonly<{ outcome: Extract<Outcome, { kind: K }> }>;

const openHolds = (client: StationClient): ReturnType<StationClient['vouchers']['openHolds']> =>
  client.vouchers.openHolds();

/** Set aside and signed: the slip goes to the patient, the voucher comes back at discharge. */
export function Held({ outcome }: OutcomeOf<'held'>): JSX.Element {
  const { t } = useWords();
  const fresh = useFresh(openHolds).value?.holds.find(({ seq }) => seq === outcome.hold.seq);
  return (
    <Done title={t('held.title')} label={t('held.slip')} act={fresh ?? outcome.hold} todo={t('held.todo')}>
      <Amount label={t('holds.amount')} act={outcome.hold} />
    </Done>
  );
}

/** Captured and signed: which services, how much, and that two slips come out. */
export function Captured({ outcome: { capture } }: OutcomeOf<'captured'>): JSX.Element {
  const { t, format } = useWords();
  const ask = useCallback(
    (client: StationClient) => client.vouchers.captures({ text: capture.receipt }),
    [capture.receipt],
  );
  const fresh = useFresh(ask).value?.captures.find(({ seq }) => seq === capture.seq);
  return (
    <Done title={t('captured.title')} label={t('captured.slip')} act={fresh ?? capture} todo={t('captured.todo')}>
      <Amount label={t('captured.charged')} act={capture} />
      <p>
        {t('captured.services', { count: capture.services.length })} · {t('captured.remaining')}{' '}
        <bdi dir="ltr">{format.money(capture.remainingMinor, capture.currency)}</bdi>
      </p>
    </Done>
  );
}

function Amount({ label, act }: Readonly<{ label: string; act: HoldView | CaptureView }>): JSX.Element {
  const { language, format } = useWords();
  return (
    <div className="credit">
      <span>{label}</span>
      <b>
        <bdi dir="ltr">{format.money(act.amountMinor, act.currency)}</bdi>
      </b>
      <span>{amountInWords(act.amountMinor, act.currency, language)}</span>
    </div>
  );
}

type DoneProps = Readonly<{
  title: string;
  label: string;
  act: HoldView | CaptureView;
  todo: string;
  children: ReactNode;
}>;

function Done({ title, label, act, todo, children }: DoneProps): JSX.Element {
  const { send } = useDesk();
  const { t } = useWords();
  const heading = useHeadingFocus();
  const next = (): void => send({ kind: 'done' });
  useKeys({ Enter: next, F9: next });
  return (
    <main className="given">
      <div className="done-mark" role="alert">
        <VerdictIcon icon="tick" />
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
      </div>
      <p className="receipt">
        {label}{' '}
        <b>
          <bdi dir="ltr">{act.receipt}</bdi>
        </b>{' '}
        · {t('serve.check')}{' '}
        <b>
          <bdi dir="ltr">{act.check}</bdi>
        </b>
      </p>
      <section className="panel" aria-label={label}>
        {children}
      </section>
      <p className="paper">
        {todo} <PrintTag print={act.print} words="printVoucher" />
      </p>
      <Button look="primary" big shortcut="Enter" onPress={next}>
        {t('given.next')}
      </Button>
    </main>
  );
}
