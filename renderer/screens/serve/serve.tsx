import type { JSX } from 'react';
import { collectorOf, giveInput, isPart } from '../../desk/draft.ts';
import type { DeskDialog, Serving } from '../../desk/desk.types.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useKeys } from '../../hooks/use-keys.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { keepFocus } from '../../parts/keep-focus.ts';
import { KeyHint } from '../../parts/key.tsx';
import { Photo } from '../../parts/photo.tsx';
import { useWords } from '../../words/use-words.ts';
import { ApprovalDialog } from './approval-dialog.tsx';
import { CollectorDialog } from './collector-dialog.tsx';
import { DueList } from './due-list.tsx';
import { NotServedDialog } from './not-served-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { PartDialog } from './part-dialog.tsx';
import { PersonPanel, personOf } from './person-panel.tsx';
import { VerdictBanner } from './verdict-banner.tsx';

/** Verdict, face, name, what is due, one button. */
export function Serve({ serving }: Readonly<{ serving: Serving }>): JSX.Element {
  const { desk, send } = useDesk();
  const { vault } = useStation();
  const ask = (dialog: DeskDialog) => (): void => send({ kind: 'dialog', dialog });
  const proxies = vault.cycle?.proxyCollection ?? false;
  const parts = vault.cycle?.partCollection ?? false;
  const give = (): void => send({ kind: 'give' });
  useKeys({
    Enter: give,
    F9: give,
    F7: ask('not-served'),
    ...(proxies && { F3: ask('collector') }),
    ...(parts && { F8: ask('part') }),
  });
  const { household } = serving.verdict;
  const person = household === null ? undefined : (personOf(household, collectorOf(serving)) ?? household.members[0]);
  return (
    <main className="serve">
      <VerdictBanner verdict={serving.verdict} />
      <Photo photo={person?.photo ?? null} name={person?.nameLatin ?? ''} />
      {household !== null && <PersonPanel serving={serving} household={household} />}
      <DuePanel serving={serving} parts={parts} />
      <Foot serving={serving} />
      {desk.dialog === 'collector' && household !== null && <CollectorDialog serving={serving} household={household} />}
      {desk.dialog === 'part' && <PartDialog serving={serving} />}
      {desk.dialog === 'note' && <NoteDialog serving={serving} />}
      {desk.dialog === 'not-served' && <NotServedDialog serving={serving} />}
      {desk.dialog === 'approval' && <GiveApproval serving={serving} />}
    </main>
  );
}

function GiveApproval({ serving }: Readonly<{ serving: Serving }>): JSX.Element {
  const { desk, send } = useDesk();
  return (
    <ApprovalDialog
      busy={desk.sending !== null}
      failure={serving.failure}
      onClose={() => send({ kind: 'dialog', dialog: null })}
      onApprove={(approval) => send({ kind: 'give', approval })}
    />
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

/** What went wrong, and the lesser keys. */
function Foot({ serving }: Readonly<{ serving: Serving }>): JSX.Element {
  const { desk, send } = useDesk();
  const { t } = useWords();
  return (
    <div className="serve-foot">
      {desk.dialog !== 'approval' && <FailureBox failure={serving.failure} />}
      {desk.notice !== null && <NoticeBox tone="care">{t(`scan.${desk.notice}`)}</NoticeBox>}
      <div className="keys">
        <KeyHint name="F4" onPress={() => send({ kind: 'park' })}>
          {t('serve.park')}
        </KeyHint>
        <button
          type="button"
          className="key-hint"
          onMouseDown={keepFocus}
          onClick={() => send({ kind: 'dialog', dialog: 'note' })}
        >
          {t('serve.addNote')}
        </button>
        <KeyHint name="Escape" onPress={() => send({ kind: 'done' })}>
          {t('serve.backToScan')}
        </KeyHint>
      </div>
    </div>
  );
}
