import type { JSX } from 'react';
import type { AlarmView } from '../../../shared/ipc/views.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { VerdictIcon } from '../../icons/verdict-icon.tsx';
import { Button } from '../../parts/button.tsx';
import { FailureBox } from '../../parts/failure-box.tsx';
import { useWords } from '../../words/use-words.ts';

const SHOWN = 4;

function Alarm({ alarm }: Readonly<{ alarm: AlarmView }>): JSX.Element {
  const { vault } = useStation();
  const { t, format, moment } = useWords();
  const { kind, had, has } = alarm;
  const decided = kind === 'resolution';
  const text = decided ? (has === 1 ? 'resolution-stands' : 'resolution-falls') : kind;
  const values = {
    had: format.number(had),
    has: format.number(has),
    receipt: `${vault.station?.desk ?? ''}-${had}`,
  };
  return (
    <div className={`box ${decided || kind === 'claim-queried' ? 'care' : 'wrong'}`} role="alert">
      <VerdictIcon icon="look" />
      <div>
        <b>{t(`sending.alarm.${text}.what`, values)}</b> {t(`sending.alarm.${text}.todo`, values)}
        <small>
          {moment(alarm.atMs)} · {t('code.label', { code: kind })}
        </small>
      </div>
    </div>
  );
}

/** What a supervisor has to know before anything else; it stays until one says so. */
export function Alarms(): JSX.Element | null {
  const { client, vault } = useStation();
  const { t } = useWords();
  const call = useCall<void>();
  const { alarms } = vault.outbox;
  const shown = alarms.slice(0, SHOWN);
  const last = shown.at(-1);
  if (last === undefined) return null;
  return (
    <div className="stack">
      {shown.map((alarm) => (
        <Alarm key={alarm.id} alarm={alarm} />
      ))}
      <FailureBox failure={call.failure} />
      <div className="row">
        <Button
          disabled={vault.operator?.role !== 'supervisor' || call.busy}
          onPress={() => void call.run(() => client.sending.readAlarms({ upTo: last.id }))}
        >
          {t('sending.read')}
        </Button>
        {alarms.length > SHOWN && (
          <span className="hint">{t('sending.moreAlarms', { count: alarms.length - SHOWN })}</span>
        )}
      </div>
    </div>
  );
}
