import type { JSX } from 'react';
import { collectorOf, giveInput, isPart } from '../../desk/draft.ts';
import { mustStayHidden } from '../../desk/holder.ts';
import type { DeskDialog, Serving } from '../../desk/desk.types.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useKeys } from '../../hooks/use-keys.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { Photo } from '../../parts/photo.tsx';
import { useWords } from '../../words/use-words.ts';
import { ActDialogs } from '../voucher/act-dialogs.tsx';
import { VoucherHolder } from '../voucher/voucher-facts.tsx';
import { CollectorDialog } from './collector-dialog.tsx';
import { DueList } from './due-list.tsx';
import { NotServedDialog } from './not-served-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { PartDialog } from './part-dialog.tsx';
import { PersonPanel, personOf } from './person-panel.tsx';
import { ServeFoot } from './serve-foot.tsx';
import { VerdictBanner } from './verdict-banner.tsx';

/** Verdict, face, name, what is due, one button. */
export function Serve({ serving }: Readonly<{ serving: Serving }>): JSX.Element {
  const { desk, send } = useDesk();
  const { vault } = useStation();
  const ask = (dialog: DeskDialog) => (): void => send({ kind: 'dialog', dialog });
  const { household, voucher } = serving.verdict;
  const proxies = household !== null && vault.cycle?.proxyCollection === true && !mustStayHidden(voucher, 'household');
  const parts = vault.cycle?.partCollection ?? false;
  const give = (): void => send({ kind: 'give' });
  useKeys({
    Enter: give,
    F9: give,
    F7: ask('not-served'),
    ...(proxies && { F3: ask('collector') }),
    ...(parts && { F8: ask('part') }),
  });
  const person = household === null ? undefined : (personOf(household, collectorOf(serving)) ?? household.members[0]);
  return (
    <main className="serve">
      <VerdictBanner verdict={serving.verdict} />
      <Photo photo={person?.photo ?? null} name={person?.nameLatin ?? voucher?.name ?? ''} />
      {household !== null && <PersonPanel serving={serving} household={household} />}
      {household === null && voucher !== null && <VoucherHolder voucher={voucher} note={serving.draft.note} />}
      <DuePanel serving={serving} parts={parts} />
      <ServeFoot serving={serving} />
      <ActDialogs serving={serving} />
      {desk.dialog === 'collector' && household !== null && <CollectorDialog serving={serving} household={household} />}
      {desk.dialog === 'part' && <PartDialog serving={serving} />}
      {desk.dialog === 'note' && <NoteDialog serving={serving} />}
      {desk.dialog === 'not-served' && <NotServedDialog serving={serving} />}
    </main>
  );
}

function DuePanel({ serving, parts }: Readonly<{ serving: Serving; parts: boolean }>): JSX.Element {
  const { desk, send } = useDesk();
  const { t } = useWords();
  const part = isPart(serving);
  const ready = giveInput(serving, undefined) !== undefined && desk.sending === null;
  const action = serving.verdict.approvalNeeded ? 'serve.askApproval' : part ? 'serve.givePart' : 'serve.giveAll';
  return (
    <section className="panel due" aria-label={t('serve.dueNow')}>
      <h2>{t(part ? 'serve.givingPart' : 'serve.dueNow')}</h2>
      <DueList due={serving.verdict.due} draft={serving.draft} />
      <div className="go">
        <Button look="primary" big shortcut="Enter" disabled={!ready} onPress={() => send({ kind: 'give' })}>
          {t(desk.sending === 'give' ? 'serve.giving' : action)}
        </Button>
        {parts && (
          <Button shortcut="F8" onPress={() => send({ kind: 'dialog', dialog: 'part' })}>
            {t('serve.part')}
          </Button>
        )}
        <Button shortcut="F7" onPress={() => send({ kind: 'dialog', dialog: 'not-served' })}>
          {t('serve.notServed')}
        </Button>
      </div>
    </section>
  );
}
