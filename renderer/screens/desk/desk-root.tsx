import type { JSX } from 'react';
import type { Outcome } from '../../desk/desk.types.ts';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useKeys } from '../../hooks/use-keys.ts';
import { useScans } from '../../hooks/use-scans.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { useWords } from '../../words/use-words.ts';
import { Find } from '../find/find.tsx';
import { InstallCycle } from '../install/install-cycle.tsx';
import { LostRoll } from '../lost-roll/lost-roll.tsx';
import { Receipts } from '../receipts/receipts.tsx';
import { Given } from '../serve/given.tsx';
import { Recorded } from '../serve/recorded.tsx';
import { Refusal } from '../serve/refusal.tsx';
import { Serve } from '../serve/serve.tsx';
import { Supervisor } from '../supervisor/supervisor.tsx';
import { Captured, Held } from '../voucher/held.tsx';
import { OpenHolds } from '../voucher/open-holds.tsx';
import { VoucherDesk } from '../voucher/voucher-desk.tsx';
import { FinishOrPark } from './finish-or-park.tsx';
import { Help } from './help.tsx';
import { Idle } from './idle.tsx';
import { ParkedList } from './parked-list.tsx';

/** Everything between sign-in and lock: listens for cards on every screen and shows where the clerk stands. */
export function DeskRoot(): JSX.Element {
  const { client } = useStation();
  const { desk, send } = useDesk();
  useScans({
    scanned: (text) => send({ kind: 'scanned', text, via: 'wedge', atMs: performance.now() }),
    tooShort: () => send({ kind: 'scan-short' }),
    cutOff: () => send({ kind: 'scan-cut' }),
  });
  useKeys({
    F1: () => send({ kind: 'dialog', dialog: 'help' }),
    F2: () => send({ kind: 'go', place: 'find' }),
    F4: () => send({ kind: 'park' }),
    F5: () => send({ kind: 'camera' }),
    F6: () => send({ kind: 'go', place: 'holds' }),
    F10: () => send({ kind: 'go', place: 'receipts' }),
    F11: () => send({ kind: 'go', place: 'supervisor' }),
    F12: () => void client.session.lock(),
    Escape: () => send({ kind: 'done' }),
  });
  return (
    <>
      <Here />
      {desk.dialog === 'help' && <Help />}
      {desk.dialog === 'parked' && <ParkedList />}
      {desk.waiting !== null && desk.sending === null && <FinishOrPark />}
    </>
  );
}

function Here(): JSX.Element {
  const { vault } = useStation();
  const { desk } = useDesk();
  const lost = vault.cycle === null;
  if (desk.serving !== null && !lost) {
    const { serving } = desk;
    const { token, canGive, voucher } = serving.verdict;
    if (!canGive) return <Refusal key={token} serving={serving} />;
    if (voucher?.use === 'services') return <VoucherDesk key={token} serving={serving} voucher={voucher} />;
    return <Serve key={token} serving={serving} />;
  }
  if (desk.outcome !== null) return <Came outcome={desk.outcome} />;
  switch (desk.place) {
    case 'desk':
      return lost ? <LostRoll /> : <Idle />;
    case 'find':
      return <Find />;
    case 'receipts':
      return <Receipts />;
    case 'holds':
      return <OpenHolds />;
    case 'supervisor':
      return <Supervisor />;
    case 'install':
      return <InstallAgain />;
  }
}

/** What came of the last act; each of them is new to the screen. */
function Came({ outcome }: Readonly<{ outcome: Outcome }>): JSX.Element {
  switch (outcome.kind) {
    case 'given':
      return <Given key={outcome.handover.seq} outcome={outcome} />;
    case 'held':
      return <Held key={outcome.hold.seq} outcome={outcome} />;
    case 'captured':
      return <Captured key={outcome.capture.seq} outcome={outcome} />;
    case 'released':
    case 'recorded':
      return <Recorded key={outcome.seq} outcome={outcome} />;
  }
}

/** Straight from the desk, where the roll is lost. */
function InstallAgain(): JSX.Element {
  const { send } = useDesk();
  const { t } = useWords();
  return (
    <InstallCycle
      back={
        <Button shortcut="Escape" onPress={() => send({ kind: 'done' })}>
          {t('action.back')}
        </Button>
      }
    />
  );
}
