import type { JSX } from 'react';
import type { DeskDialog, Serving, Voucher } from '../../desk/desk.types.ts';
import { holdInput } from '../../desk/services.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useKeys } from '../../hooks/use-keys.ts';
import { Button } from '../../parts/button.tsx';
import { Photo } from '../../parts/photo.tsx';
import { useWords } from '../../words/use-words.ts';
import { NotServedDialog } from '../serve/not-served-dialog.tsx';
import { NoteDialog } from '../serve/note-dialog.tsx';
import { PersonPanel } from '../serve/person-panel.tsx';
import { ServeFoot } from '../serve/serve-foot.tsx';
import { VerdictBanner } from '../serve/verdict-banner.tsx';
import { ActDialogs } from './act-dialogs.tsx';
import { CaptureScreen } from './capture-screen.tsx';
import { Credit, HoldState, UsedBefore } from './credit.tsx';
import { ReleaseHoldDialog } from './release-hold-dialog.tsx';
import { VoucherHolder } from './voucher-facts.tsx';

/** A voucher for services: held at admission, captured at discharge. */
export function VoucherDesk({ serving, voucher }: Readonly<{ serving: Serving; voucher: Voucher }>): JSX.Element {
  return serving.capturing ? (
    <CaptureScreen serving={serving} voucher={voucher} />
  ) : (
    <Look serving={serving} voucher={voucher} />
  );
}

/** Whether it is good, whose it is, what it has left, and what comes next. */
function Look({ serving, voucher }: Readonly<{ serving: Serving; voucher: Voucher }>): JSX.Element {
  const { desk, send } = useDesk();
  const ask = (dialog: DeskDialog) => (): void => send({ kind: 'dialog', dialog });
  const capture = (): void => send({ kind: 'enter-services' });
  useKeys({
    Enter: voucher.hold === null ? () => send({ kind: 'hold' }) : capture,
    F9: capture,
    F7: ask('not-served'),
  });
  const { household } = serving.verdict;
  const person = household?.members[0];
  return (
    <main className="serve">
      <VerdictBanner verdict={serving.verdict} />
      <Photo photo={person?.photo ?? null} name={person?.nameLatin ?? voucher.name ?? ''} />
      {household === null ? (
        <VoucherHolder voucher={voucher} note={serving.draft.note}>
          <UsedBefore captures={voucher.captures} />
        </VoucherHolder>
      ) : (
        <PersonPanel serving={serving} household={household}>
          <UsedBefore captures={voucher.captures} />
        </PersonPanel>
      )}
      <CreditPanel serving={serving} voucher={voucher} />
      <ServeFoot serving={serving} />
      <ActDialogs serving={serving} />
      {desk.dialog === 'note' && <NoteDialog serving={serving} />}
      {desk.dialog === 'not-served' && <NotServedDialog serving={serving} />}
      {desk.dialog === 'release' && voucher.hold !== null && (
        <ReleaseHoldDialog
          hold={voucher.hold}
          busy={desk.sending !== null}
          failure={null}
          onClose={() => send({ kind: 'dialog', dialog: null })}
          onRelease={(reason) => send({ kind: 'release', reason })}
        />
      )}
    </main>
  );
}

function CreditPanel({ serving, voucher }: Readonly<{ serving: Serving; voucher: Voucher }>): JSX.Element {
  const { desk, send } = useDesk();
  const { t } = useWords();
  const busy = desk.sending !== null;
  const capture = (): void => send({ kind: 'enter-services' });
  return (
    <section className="panel due" aria-label={t('voucher.credit')}>
      <h2>{voucher.provider === null ? t('voucher.credit') : <bdi>{voucher.provider}</bdi>}</h2>
      <Credit voucher={voucher} />
      {voucher.hold !== null && <HoldState hold={voucher.hold} />}
      <div className="go even">
        {voucher.hold === null ? (
          <>
            <Button
              look="primary"
              big
              shortcut="Enter"
              disabled={busy || holdInput(serving, undefined) === undefined}
              onPress={() => send({ kind: 'hold' })}
            >
              {t(desk.sending === 'hold' ? 'serve.giving' : 'voucher.hold')}
            </Button>
            <Button shortcut="F9" disabled={busy} onPress={capture}>
              {t('voucher.captureNow')}
            </Button>
          </>
        ) : (
          <>
            <Button look="primary" big shortcut="Enter" disabled={busy} onPress={capture}>
              {t('voucher.capture')}
            </Button>
            <Button disabled={busy} onPress={() => send({ kind: 'dialog', dialog: 'release' })}>
              {t('voucher.release')}
            </Button>
          </>
        )}
        <Button shortcut="F7" onPress={() => send({ kind: 'dialog', dialog: 'not-served' })}>
          {t('serve.notServed')}
        </Button>
      </div>
    </section>
  );
}
