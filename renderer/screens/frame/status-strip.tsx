import type { JSX, ReactNode } from 'react';
import type { PrinterState } from '../../../shared/ipc/views.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { useWords } from '../../words/use-words.ts';

const HOUR_MS = 3_600_000;
/** From when on the age of a list is shown as something to care about. The rule itself is the policy's. */
const OLD_ROLL_MS = 72 * HOUR_MS;
const OLD_BLOCKED_MS = 48 * HOUR_MS;

type Dot = 'good' | 'wait' | 'bad';
function Entry({ dot, label, children }: Readonly<{ dot: Dot; label?: string; children: ReactNode }>): JSX.Element {
  const look = { good: '', wait: ' care', bad: ' bad' }[dot];
  return (
    <span className={look.trim()}>
      <span className={`dot${dot === 'good' ? '' : ` ${dot}`}`} aria-hidden="true" />
      {label !== undefined && <>{label} </>}
      <b>{children}</b>
    </span>
  );
}

/** Everything else keeps a receipt from coming out. */
const PRINTER_DOTS: Readonly<Partial<Record<PrinterState, Dot>>> = {
  ready: 'good',
  printing: 'good',
  'not-set-up': 'wait',
  checking: 'wait',
  'paper-low': 'wait',
};

function Printer(): JSX.Element {
  const { view } = useStation();
  const { t } = useWords();
  const { state, waiting } = view.printer;
  const dot = PRINTER_DOTS[state] ?? 'bad';
  return (
    <Entry dot={dot} label={t('strip.printer')}>
      {t(`printer.${state}`)}
      {waiting > 0 && ` · ${t('strip.waiting', { count: waiting })}`}
    </Entry>
  );
}

function Day(): JSX.Element {
  const { vault } = useStation();
  const { t, format } = useWords();
  if (vault.day === null) return <span className="last">{t('strip.dayClosed')}</span>;
  if (vault.day.counted) return <span className="last">{t('strip.dayCounted')}</span>;
  return <span className="last">{t('strip.dayOpenSince', { time: format.time(vault.day.openedAtMs) })}</span>;
}

/** Green only where the collector has signed for every entry; the age of its last signature stands beside. */
function Sent({ nowMs }: Readonly<{ nowMs: number }>): JSX.Element {
  const { vault, view } = useStation();
  const { t, format } = useWords();
  const { total, sent, acknowledged, acknowledgedAtMs, alarms, arrivedPackage } = vault.outbox;
  const age =
    acknowledgedAtMs !== null && ` · ${t('strip.acknowledgedAge', { age: format.age(nowMs - acknowledgedAtMs) })}`;
  if (alarms.length > 0) return <Entry dot="bad">{t('strip.sendingAlarm')}</Entry>;
  if (arrivedPackage !== null) return <Entry dot="wait">{t('strip.packageArrived')}</Entry>;
  if (acknowledged === total) {
    return (
      <span>
        <span className="dot" aria-hidden="true" />
        {t('strip.allSent')}
        {age}
      </span>
    );
  }
  const waits = total > sent;
  return (
    <span>
      <span className="dot wait" aria-hidden="true" />
      <b>{format.number(waits ? total - sent : total - acknowledged)}</b>{' '}
      {t(waits ? 'strip.unsent' : 'strip.unacknowledged')}
      {age}
      {view.sending.phase === 'paused' && ` · ${t('strip.sendingPaused')}`}
    </span>
  );
}

function Lists(): JSX.Element {
  const { vault } = useStation();
  const { t, format } = useWords();
  const nowMs = useNow(30_000);
  const { cycle, cycleTrouble } = vault;
  if (cycle === null) {
    return (
      <Entry dot={cycleTrouble === undefined ? 'wait' : 'bad'} label={t('strip.roll')}>
        {t(cycleTrouble === undefined ? 'strip.none' : 'strip.lost')}
      </Entry>
    );
  }
  return (
    <>
      <Entry dot={nowMs - cycle.issuedAtMs > OLD_ROLL_MS ? 'wait' : 'good'} label={t('strip.roll')}>
        {t('strip.rollAge', { age: format.age(nowMs - cycle.issuedAtMs) })}
      </Entry>
      <Entry dot={nowMs - cycle.revocationAsOfMs > OLD_BLOCKED_MS ? 'wait' : 'good'} label={t('strip.blocked')}>
        {t('strip.rollAge', { age: format.age(nowMs - cycle.revocationAsOfMs) })}
      </Entry>
    </>
  );
}

/**
 * How old the lists are, what is not sent, and whether the machines answer: on every screen, all the time. Locked, the station
 * itself cannot know the half of it, and says so.
 */
export function StatusStrip(): JSX.Element {
  const { vault } = useStation();
  const { t } = useWords();
  const nowMs = useNow(30_000);
  const open = vault.phase === 'open';
  return (
    <footer aria-label={t('strip.label')}>
      {vault.clockWarning && (
        <span className="bad" role="alert">
          <span className="dot bad" aria-hidden="true" />
          <b>{t('strip.clock')}</b>
        </span>
      )}
      {open && <Lists />}
      {open && <Sent nowMs={nowMs} />}
      <Printer />
      {open && <Day />}
      {vault.phase === 'locked' && <span className="last">{t('strip.locked')}</span>}
    </footer>
  );
}
