import { useState, type JSX } from 'react';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import type { VaultView } from '../../station.ts';
import { Button } from '../../parts/button.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Page } from '../../parts/page.tsx';
import { useWords } from '../../words/use-words.ts';

export type Room =
  | 'openDay'
  | 'xReport'
  | 'receive'
  | 'closeDay'
  | 'closedDays'
  | 'reconciliation'
  | 'claims'
  | 'install'
  | 'trustList'
  | 'sending'
  | 'printer'
  | 'display'
  | 'secret';
type Entry = Room | 'reversals' | 'holds' | 'exportLedger' | 'lock';
type Rule = Readonly<{
  supervisor?: true;
  day?: 'open' | 'serving' | 'none';
  /** Names and counts what is in the cycle. */
  roll?: true;
}>;

/** What is greyed out for whom and when. The station decides for itself what it refuses. */
const rules: Readonly<Record<Entry, Rule>> = {
  openDay: { supervisor: true, day: 'none', roll: true },
  xReport: { day: 'open' },
  receive: { supervisor: true, day: 'serving', roll: true },
  closeDay: { supervisor: true, day: 'open', roll: true },
  reversals: {},
  holds: {},
  closedDays: {},
  reconciliation: { supervisor: true, roll: true },
  claims: { supervisor: true },
  install: { supervisor: true, day: 'none' },
  trustList: { supervisor: true, roll: true },
  sending: {},
  exportLedger: { supervisor: true },
  printer: { supervisor: true },
  display: {},
  secret: {},
  lock: {},
};

type Reason = 'supervisor.only' | 'supervisor.needsDay' | 'supervisor.needsNoDay' | 'supervisor.needsRoll';
function whyNot(rule: Rule, vault: VaultView): Reason | null {
  if (rule.supervisor && vault.operator?.role !== 'supervisor') return 'supervisor.only';
  if (rule.roll && vault.cycle === null) return 'supervisor.needsRoll';
  // A lost roll comes back in the middle of the day.
  if (rule.day === 'none') return vault.day === null || vault.cycle === null ? null : 'supervisor.needsNoDay';
  const dayMissing = rule.day !== undefined && (vault.day === null || (rule.day === 'serving' && vault.day.counted));
  return dayMissing ? 'supervisor.needsDay' : null;
}

/** What waits there for somebody to read or to install comes before what the room is for. */
function sendingHint({ outbox }: VaultView): 'sending.toRead' | 'sending.packageThere' | 'supervisor.sendingHint' {
  if (outbox.alarms.length > 0) return 'sending.toRead';
  return outbox.arrivedPackage === null ? 'supervisor.sendingHint' : 'sending.packageThere';
}

function claimsHint({ outbox }: VaultView): 'supervisor.claimsToAnswer' | 'supervisor.claimsHint' {
  const asked = outbox.alarms.some(({ kind }) => kind === 'claim-queried');
  return asked ? 'supervisor.claimsToAnswer' : 'supervisor.claimsHint';
}

/** What a tile says beside its name. */
function hintOf(
  entry: Entry,
  vault: VaultView,
): ReturnType<typeof sendingHint | typeof claimsHint> | `supervisor.${Exclude<Entry, 'sending' | 'claims'>}Hint` {
  if (entry === 'sending') return sendingHint(vault);
  return entry === 'claims' ? claimsHint(vault) : `supervisor.${entry}Hint`;
}

/** The supervisor's rooms as large tiles, in the order of a day. */
export function Menu({ onOpen }: Readonly<{ onOpen: (room: Room) => void }>): JSX.Element {
  const { client, vault } = useStation();
  const { send } = useDesk();
  const { t } = useWords();
  const [exported, setExported] = useState<number>();
  const save = useCall<{ saved: boolean; entries: number }>();
  const entries = (Object.keys(rules) as Entry[]).filter((entry) =>
    vault.day === null ? entry !== 'closeDay' : entry !== 'openDay',
  );

  function open(entry: Entry): void {
    if (entry === 'reversals') send({ kind: 'go', place: 'receipts' });
    else if (entry === 'holds') send({ kind: 'go', place: 'holds' });
    else if (entry === 'lock') void client.session.lock();
    else if (entry === 'exportLedger')
      void save
        .run(() => client.day.exportLedger())
        .then((answer) => setExported(answer?.saved ? answer.entries : undefined));
    else onOpen(entry);
  }
  return (
    <Page
      title={t('supervisor.title')}
      lead={vault.operator ? t('supervisor.signedInAs', { name: vault.operator.name }) : undefined}
      actions={
        <Button shortcut="Escape" onPress={() => send({ kind: 'done' })}>
          {t('serve.backToScan')}
        </Button>
      }
    >
      <FailureBox failure={save.failure} />
      {exported !== undefined && <NoticeBox tone="good">{t('supervisor.exported', { count: exported })}</NoticeBox>}
      <div className="tiles">
        {entries.map((entry, index) => {
          const reason = whyNot(rules[entry], vault);
          return (
            <button
              key={entry}
              type="button"
              className="tile-button"
              disabled={reason !== null || save.busy}
              autoFocus={index === 0}
              onClick={() => open(entry)}
            >
              <b>{t(`supervisor.${entry}`)}</b>
              <span>{t(reason ?? hintOf(entry, vault))}</span>
            </button>
          );
        })}
      </div>
    </Page>
  );
}
