import { useState, type JSX } from 'react';
import { useDesk } from '../../hooks/use-desk.tsx';
import { useFresh } from '../../hooks/use-fresh.ts';
import { useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import type { StationClient } from '../../station.ts';
import { useWords } from '../../words/use-words.ts';
import { CaptureList } from '../voucher/captures.tsx';
import { HandoverList } from './handovers.tsx';

const kinds = ['handovers', 'captures'] as const;

const newest = (client: StationClient): ReturnType<StationClient['vouchers']['captures']> =>
  client.vouchers.captures({});

/** Receipts of all acts. Services on vouchers have a list of their own, where there are any. */
export function Receipts(): JSX.Element {
  const { vault } = useStation();
  const { send } = useDesk();
  const { t } = useWords();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<(typeof kinds)[number]>('handovers');
  const captured = (useFresh(newest).value?.captures.length ?? 0) > 0;
  return (
    <Page
      title={t('receipts.title')}
      lead={t('receipts.lead')}
      actions={
        <Button shortcut="Escape" onPress={() => send({ kind: 'done' })}>
          {t('action.back')}
        </Button>
      }
    >
      {captured && (
        <Choice
          label={t('receipts.kind')}
          labelHidden
          layout="row"
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: t(`receipts.${value}`) }))}
        />
      )}
      <Field label={t('receipts.search')} value={text} onChange={setText} code maxLength={64} />
      {vault.day === null && <p className="hint">{t('receipts.noDay')}</p>}
      {kind === 'captures' ? <CaptureList text={text} /> : <HandoverList text={text} />}
    </Page>
  );
}
