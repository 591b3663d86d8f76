import { useRef, type JSX } from 'react';
import type { Serving, TypedService, Voucher } from '../../desk/desk.types.ts';
import { MOST_SERVICES, readCapture } from '../../desk/services.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useKeys } from '../../hooks/use-keys.ts';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Field } from '../../parts/field.tsx';
import { useHeadingFocus } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';
import { NOTE_LENGTH } from '../serve/note-dialog.tsx';
import { ActDialogs } from './act-dialogs.tsx';
import { ServiceLine } from './service-line.tsx';
import { ServicePicker } from './service-picker.tsx';

/** What was done for the patient and what it costs, from the provider's list, against the voucher's balance. Keyboard alone. */
export function CaptureScreen({ serving, voucher }: Readonly<{ serving: Serving; voucher: Voucher }>): JSX.Element {
  const { send } = useDesk();
  const { t } = useWords();
  const heading = useHeadingFocus();
  const search = useRef<HTMLInputElement>(null);
  const { services } = serving.draft;
  const { lines } = readCapture(voucher, services);
  const { household } = serving.verdict;
  const capture = (): void => send({ kind: 'capture' });
  const change = (next: readonly TypedService[]): void => send({ kind: 'draft', draft: { services: next } });
  useKeys({ F9: capture });

  function add(code: string): void {
    if (services.length >= MOST_SERVICES || services.some((one) => one.code === code)) return;
    change([...services, { code, quantity: '1', amount: '' }]);
  }
  return (
    <main className="capture">
      <div className="capture-head">
        <h1 ref={heading} tabIndex={-1}>
          {t('capture.title')}
        </h1>
        <p>
          <b>
            <bdi>{household?.members[0]?.nameLatin ?? voucher.name ?? t('voucher.nameless')}</bdi>
          </b>{' '}
          · <bdi dir="ltr">{voucher.code ?? household?.id}</bdi>
        </p>
      </div>
      <section className="panel" aria-label={t('capture.services')}>
        <ServicePicker services={voucher.services} field={search} onPick={({ code }) => add(code)} />
      </section>
      <section className="panel chosen-services" aria-label={t('capture.chosen')}>
        {lines.length === 0 && <p>{t('capture.nothing')}</p>}
        <ul hidden={lines.length === 0}>
          <li className="columns-of" aria-hidden="true">
            <span>{t('capture.chosen')}</span>
            <span>{t('capture.quantity')}</span>
            <span>
              {t('capture.amount')} <bdi dir="ltr">({voucher.credit?.currency})</bdi>
            </span>
            <span />
          </li>
          {lines.map((line, index) => (
            <ServiceLine
              key={line.service.code}
              line={line}
              typed={services[index]!}
              autoFocus={index === lines.length - 1 && services[index]!.amount === ''}
              onChange={(typed) => change(services.map((one) => (one.code === typed.code ? typed : one)))}
              onRemove={() => {
                change(services.filter(({ code }) => code !== line.service.code));
                search.current?.focus();
              }}
              onDone={() => search.current?.focus()}
            />
          ))}
        </ul>
        <Sum serving={serving} voucher={voucher} />
      </section>
      <ActDialogs serving={serving} />
    </main>
  );
}

function Sum({ serving, voucher }: Readonly<{ serving: Serving; voucher: Voucher }>): JSX.Element | null {
  const { desk, send } = useDesk();
  const { t, format } = useWords();
  const { totalMinor, availableMinor, aboveAvailable, lapsesMinor, complete, lines } = readCapture(
    voucher,
    serving.draft.services,
  );
  if (voucher.credit === null) return null;
  const { currency } = voucher.credit;
  const money = (minor: number): JSX.Element => <bdi dir="ltr">{format.money(minor, currency)}</bdi>;
  return (
    <div className="sum">
      <p className="total">
        {t('capture.total')} <b>{money(totalMinor)}</b> {t('capture.of')} {money(availableMinor)}
      </p>
      {aboveAvailable && (
        <p className="hint wrong" role="alert">
          {t('capture.above', { amount: format.money(totalMinor - availableMinor, currency) })}
        </p>
      )}
      {(aboveAvailable || lines.some(({ aboveCeiling }) => aboveCeiling)) && (
        <p className="hint">{t('capture.beside')}</p>
      )}
      {lapsesMinor > 0 && lines.length > 0 && (
        <NoticeBox tone="care">{t('capture.lapses', { amount: format.money(lapsesMinor, currency) })}</NoticeBox>
      )}
      {desk.dialog === null && <FailureBox failure={serving.failure} />}
      {desk.notice !== null && <NoticeBox tone="care">{t(`scan.${desk.notice}`)}</NoticeBox>}
      <div className="actions">
        <Field
          label={t('capture.note')}
          value={serving.draft.note}
          maxLength={NOTE_LENGTH}
          onChange={(note) => send({ kind: 'draft', draft: { note } })}
        />
        <Button shortcut="Escape" onPress={() => send({ kind: 'done' })}>
          {t('action.back')}
        </Button>
        <Button
          look="primary"
          shortcut="F9"
          disabled={!complete || desk.sending !== null}
          onPress={() => send({ kind: 'capture' })}
        >
          {t(desk.sending === 'capture' ? 'serve.giving' : 'capture.do')}
        </Button>
      </div>
    </div>
  );
}
