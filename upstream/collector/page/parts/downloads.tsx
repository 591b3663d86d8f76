import { useState, type JSX } from 'react';
import type { Failure } from '../api/client.ts';
import { useOffice } from '../api/use-answer.ts';
import { useWords } from '../words/words.ts';
import { Notice } from './notice.tsx';

type DownloadsProps = Readonly<{ scope: number; table: string; filters: Readonly<Record<string, string>> }>;

/** The table as files, with the filters that are on. */
export function Downloads({ scope, table, filters }: DownloadsProps): JSX.Element {
  const { t } = useWords();
  const { client } = useOffice();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const load = async (format: 'csv' | 'xlsx'): Promise<void> => {
    setBusy(true);
    const query = new URLSearchParams({ ...filters, format }).toString();
    const file = await client.file(`${scope}/${table}?${query}`);
    setBusy(false);
    setFailure(file.ok ? undefined : file.failure);
    if (file.ok) offer(file.value.name, file.value.bytes);
  };
  return (
    <div className="downloads" role="group" aria-label={t('table.download')}>
      {(['csv', 'xlsx'] as const).map((format) => (
        <button key={format} type="button" className="button" disabled={busy} onClick={() => void load(format)}>
          {t('table.download')} {format.toUpperCase()}
        </button>
      ))}
      {failure !== undefined && <Notice failure={failure} />}
    </div>
  );
}

function offer(name: string, bytes: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
