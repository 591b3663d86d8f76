import { useState, type JSX } from 'react';
import { useKeys } from '../../hooks/use-keys.ts';
import { Button } from '../../parts/button.tsx';
import { useWords } from '../../words/use-words.ts';
import { ClosedDays } from '../day/closed-days.tsx';
import { CloseDay } from '../day/close-day.tsx';
import { Claims } from '../claims/claims.tsx';
import { OpenDay } from '../day/open-day.tsx';
import { Receive } from '../day/receive.tsx';
import { XReport } from '../day/x-report.tsx';
import { InstallCycle } from '../install/install-cycle.tsx';
import { Reconciliation } from '../reconciliation/reconciliation.tsx';
import { Sending } from '../sending/sending.tsx';
import { TrustList } from '../trust-list/trust-list.tsx';
import { ChangeSecret } from './change-secret.tsx';
import { DisplaySettings } from './display-settings.tsx';
import { Menu, type Room } from './menu.tsx';
import { PrinterSettings } from './printer-settings.tsx';

/** Everything that is not serving; Esc leads back to the menu, once more to the desk. */
export function Supervisor(): JSX.Element {
  const [room, setRoom] = useState<Room | null>(null);
  if (room === null) return <Menu onOpen={setRoom} />;
  return <Inside room={room} onBack={() => setRoom(null)} />;
}

function Inside({ room, onBack }: Readonly<{ room: Room; onBack: () => void }>): JSX.Element {
  const { t } = useWords();
  useKeys({ Escape: onBack, F11: onBack });
  switch (room) {
    case 'openDay':
      return <OpenDay onBack={onBack} />;
    case 'xReport':
      return <XReport onBack={onBack} />;
    case 'receive':
      return <Receive onBack={onBack} />;
    case 'closeDay':
      return <CloseDay onBack={onBack} />;
    case 'closedDays':
      return <ClosedDays onBack={onBack} />;
    case 'reconciliation':
      return <Reconciliation onBack={onBack} />;
    case 'claims':
      return <Claims onBack={onBack} />;
    case 'printer':
      return <PrinterSettings onBack={onBack} />;
    case 'display':
      return <DisplaySettings onBack={onBack} />;
    case 'sending':
      return <Sending onBack={onBack} />;
    case 'trustList':
      return <TrustList onBack={onBack} />;
    case 'secret':
      return <ChangeSecret onBack={onBack} />;
    case 'install':
      return (
        <InstallCycle
          back={
            <Button shortcut="Escape" onPress={onBack}>
              {t('action.back')}
            </Button>
          }
        />
      );
  }
}
