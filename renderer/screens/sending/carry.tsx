import { useState, type JSX } from 'react';
import type { Failure } from '../../desk/desk.types.ts';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { useWords } from '../../words/use-words.ts';

type Done = Readonly<{ kind: 'saved' | 'acknowledged'; count: number }>;
type Answer<T> = Readonly<{ ok: true; value: T } | { ok: false; error: Failure }>;

/** The way without a network: a sealed file or codes for a telephone out, the collector's acknowledgement back in. */
export function Carry({ onCodes }: Readonly<{ onCodes: (codes: readonly string[]) => void }>): JSX.Element {
  const { client, vault } = useStation();
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const [done, setDone] = useState<Done | null>(null);
  const call = useCall<Done | null>();
  const { collector, total, acknowledged } = vault.outbox;
  const closed = vault.operator?.role !== 'supervisor' || collector === null || call.busy;
  const count = all ? total : total - acknowledged;

  function run<T>(ask: () => Promise<Answer<T>>, read: (value: T) => Done | null): void {
    setDone(null);
    void call
      .run(async () => {
        const answer = await ask();
        return answer.ok ? { ok: true, value: read(answer.value) } : answer;
      })
      .then((value) => setDone(value ?? null));
  }

  return (
    <section className="panel stack" aria-label={t('sending.carry')}>
      <h2>{t('sending.carry')}</h2>
      <p className="hint">{t('sending.carryLead')}</p>
      <Choice
        label={t('sending.which')}
        layout="row"
        value={all ? 'all' : 'new'}
        onChange={(value) => setAll(value === 'all')}
        options={[
          { value: 'new', label: t('sending.whichNew') },
          { value: 'all', label: t('sending.whichAll') },
        ]}
      />
      <p>{t('sending.bundleHolds', { count })}</p>
      <div className="row">
        <Button
          disabled={closed || count === 0}
          onPress={() =>
            run(
              () => client.sending.saveBundle({ all }),
              ({ saved, entries }) => (saved ? { kind: 'saved', count: entries } : null),
            )
          }
        >
          {t('sending.saveBundle')}
        </Button>
        <Button
          disabled={closed || count === 0}
          onPress={() =>
            run(
              () => client.sending.bundleCodes({ all }),
              ({ codes }) => {
                onCodes(codes);
                return null;
              },
            )
          }
        >
          {t('sending.showCodes')}
        </Button>
      </div>
      <div className="row">
        <Button
          disabled={closed}
          onPress={() =>
            run(
              () => client.sending.importAcknowledgement(),
              ({ chosen, acknowledged: size }) => (chosen ? { kind: 'acknowledged', count: size } : null),
            )
          }
        >
          {t('sending.importAcknowledgement')}
        </Button>
      </div>
      <FailureBox failure={call.failure} />
      {done !== null && (
        <NoticeBox tone="good">
          {done.kind === 'saved'
            ? t('sending.bundleSaved', { count: done.count })
            : t('sending.acknowledgementTaken', { count: done.count })}
        </NoticeBox>
      )}
    </section>
  );
}
