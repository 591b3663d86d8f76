import type { JSX } from 'react';
import type { Serving } from '../../desk/desk.types.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useKeys } from '../../hooks/use-keys.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { KeyHint } from '../../parts/key.tsx';
import { PersonName } from '../../parts/person-name.tsx';
import { Photo } from '../../parts/photo.tsx';
import { useWords } from '../../words/use-words.ts';
import { verdictWords } from '../../words/verdicts.ts';
import { NotServedDialog } from './not-served-dialog.tsx';
import { RefusalDetails } from './refusal-details.tsx';
import { VerdictBanner } from './verdict-banner.tsx';

/** Nothing is given: which of the sixteen answers it is, where the person can turn to, and what the clerk does now. */
export function Refusal({ serving }: Readonly<{ serving: Serving }>): JSX.Element {
  const { desk } = useDesk();
  const { verdict } = serving;
  const person = verdict.household?.members[0];
  return (
    <main className={`refusal${person ? '' : ' nobody'}`}>
      <VerdictBanner verdict={verdict} />
      {person && (
        <div className="portrait">
          <Photo photo={person.photo} name={person.nameLatin} />
          <p className="name">
            <PersonName name={person.name} nameLatin={person.nameLatin} />
          </p>
          <bdi dir="ltr">{verdict.household?.id}</bdi>
        </div>
      )}
      <RefusalDetails verdict={verdict} />
      <WhatToDo serving={serving} />
      {desk.dialog === 'not-served' && <NotServedDialog serving={serving} />}
    </main>
  );
}

function WhatToDo({ serving }: Readonly<{ serving: Serving }>): JSX.Element {
  const { client } = useStation();
  const { desk, send } = useDesk();
  const { t } = useWords();
  const copy = useCall<void>();
  const { verdict } = serving;
  const acts = [
    ...verdict.earlier.filter((one) => one.reversedBy === null),
    ...(verdict.voucher?.captures.filter((one) => one.releasedBy === null) ?? []),
  ];
  const before = verdict.code === 'already-served' ? acts[0] : undefined;
  const done = (): void => send({ kind: 'done' });
  const record = (): void => send({ kind: 'dialog', dialog: 'not-served' });
  const print = (): void => {
    if (before) void copy.run(() => client.receipts.reprint({ seq: before.seq }));
  };
  useKeys({ Enter: done, F7: record, ...(before && { F10: print }) });
  return (
    <section className="panel" aria-label={t('serve.whatToDo')}>
      <h2>{t('serve.whatToDo')}</h2>
      <p>{t(`${verdictWords(verdict)}.todo`)}</p>
      <FailureBox failure={serving.failure ?? copy.failure} />
      {desk.notice !== null && <NoticeBox tone="care">{t(`scan.${desk.notice}`)}</NoticeBox>}
      <div className="todo-keys">
        {before && (
          <KeyHint name="F10" onPress={print}>
            {t('serve.printCopy')}
          </KeyHint>
        )}
        <KeyHint name="F7" onPress={record}>
          {t('serve.record')}
        </KeyHint>
        <KeyHint name="F2" onPress={() => send({ kind: 'go', place: 'find' })}>
          {t('idle.find')}
        </KeyHint>
        <KeyHint name="Enter" onPress={done}>
          {t('serve.nextPerson')}
        </KeyHint>
      </div>
    </section>
  );
}
