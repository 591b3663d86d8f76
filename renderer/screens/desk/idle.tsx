import { lazy, Suspense, type JSX } from 'react';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useStation } from '../../hooks/use-station.tsx';
import { useWords } from '../../words/use-words.ts';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { KeyHint } from '../../parts/key.tsx';
import { useHeadingFocus } from '../../parts/page.tsx';
import { MissingPackages } from '../install/missing-packages.tsx';
import { PaperNotice } from '../receipts/paper-notice.tsx';

// The camera, its worker and its decoder are large, and most desks have a scanner: they load with the first use.
const CameraPanel = lazy(async () => ({ default: (await import('../../camera/camera-panel.tsx')).CameraPanel }));

function ScanFrame(): JSX.Element {
  return (
    <svg
      className="scan-frame"
      viewBox="0 0 190 190"
      fill="none"
      stroke="currentColor"
      strokeWidth="10"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path d="M5 62V27A22 22 0 0 1 27 5h35M128 5h35a22 22 0 0 1 22 22v35M185 128v35a22 22 0 0 1-22 22h-35M62 185H27a22 22 0 0 1-22-22v-35" />
      <path className="beam" d="M24 95h142" strokeWidth="6" />
    </svg>
  );
}

function Today(): JSX.Element {
  const { vault } = useStation();
  const { t, format } = useWords();
  const { served, notServed, stillToCome } = vault.counts;
  return (
    <div className="today">
      <div>
        <b>{format.number(served)}</b>
        {t('idle.served')}
      </div>
      <div>
        <b>{format.number(notServed)}</b>
        {t('idle.notServed')}
      </div>
      <div>
        <b>{format.number(stillToCome)}</b>
        {t('idle.stillToCome')}
      </div>
    </div>
  );
}

function DayNotice(): JSX.Element | null {
  const { vault } = useStation();
  const { send } = useDesk();
  const { t } = useWords();
  const { day, operator } = vault;
  if (day !== null && !day.counted) return null;
  const supervisor = operator?.role === 'supervisor';
  return (
    <NoticeBox tone="care">
      <b>{t(day === null ? 'idle.noDay' : 'idle.counted')}</b>{' '}
      {day === null ? t(supervisor ? 'idle.noDayLead' : 'idle.noDayClerk') : t('idle.countedLead')}
      {supervisor && (
        <div>
          <Button look="primary" shortcut="F11" onPress={() => send({ kind: 'go', place: 'supervisor' })}>
            {t(day === null ? 'idle.openDay' : 'idle.closeDay')}
          </Button>
        </div>
      )}
    </NoticeBox>
  );
}

/** Vouchers set aside here; loud where one has stood too long. */
function HoldsNotice(): JSX.Element | null {
  const { vault } = useStation();
  const { send } = useDesk();
  const { t } = useWords();
  const { open, overdue } = vault.openHolds ?? { open: 0, overdue: 0 };
  const list = (
    <Button shortcut="F6" onPress={() => send({ kind: 'go', place: 'holds' })}>
      {t('idle.holds', { count: open })}
    </Button>
  );
  if (open === 0) return null;
  if (overdue === 0) return list;
  return (
    <NoticeBox tone="wrong">
      <b>{t('idle.overdueHolds', { count: overdue })}</b> {t('idle.overdueLead')} {list}
    </NoticeBox>
  );
}

/** The screen everything comes back to. Nothing here wants the focus: a card is all that is needed. */
export function Idle(): JSX.Element {
  const { vault } = useStation();
  const { desk, send } = useDesk();
  const { t } = useWords();
  const heading = useHeadingFocus();
  return (
    <main className="idle">
      {desk.camera === null ? (
        <ScanFrame />
      ) : (
        <Suspense fallback={<ScanFrame />}>
          <CameraPanel />
        </Suspense>
      )}
      <h1 ref={heading} tabIndex={-1}>
        {t('idle.title')}
      </h1>
      <p className="lead" role="status">
        {t(desk.reading === null ? 'idle.lead' : 'idle.reading')}
      </p>
      {desk.notice !== null && <NoticeBox tone="care">{t(`scan.${desk.notice}`)}</NoticeBox>}
      <FailureBox failure={desk.failure} />
      {vault.packagesToInstall !== undefined && (
        <NoticeBox tone="care">
          {t('install.behind')} <MissingPackages />
        </NoticeBox>
      )}
      <DayNotice />
      <PaperNotice />
      <HoldsNotice />
      {desk.parked.length > 0 && (
        <Button shortcut="F4" onPress={() => send({ kind: 'dialog', dialog: 'parked' })}>
          {t('idle.parked', { count: desk.parked.length })}
        </Button>
      )}
      <Today />
      <nav className="keys" aria-label={t('help.title')}>
        <KeyHint name="F2" onPress={() => send({ kind: 'go', place: 'find' })}>
          {t('idle.find')}
        </KeyHint>
        <KeyHint name="F5" onPress={() => send({ kind: 'camera' })}>
          {t('idle.camera')}
        </KeyHint>
        <KeyHint name="F10" onPress={() => send({ kind: 'go', place: 'receipts' })}>
          {t('idle.receipts')}
        </KeyHint>
        <KeyHint name="F11" onPress={() => send({ kind: 'go', place: 'supervisor' })}>
          {t('idle.supervisor')}
        </KeyHint>
        <KeyHint name="F1" onPress={() => send({ kind: 'dialog', dialog: 'help' })}>
          {t('idle.help')}
        </KeyHint>
      </nav>
    </main>
  );
}
