import { useId, useState, type JSX } from 'react';
import { z } from 'zod';
import type { Failure } from '../api/client.ts';
import { useOffice } from '../api/use-answer.ts';
import { useWords } from '../words/words.ts';
import { Notice } from './notice.tsx';

const Taken = z.object({ entitlement: z.string() });

/** Takes in a decision that the issuer signed. The collector believes the signature, not whoever brings the file. */
export function DecisionForm(): JSX.Element {
  const { t } = useWords();
  const { client, reload } = useOffice();
  const [taken, setTaken] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const id = useId();
  const send = async (file: File): Promise<void> => {
    const answer = await client.read('resolutions', Taken, {
      method: 'POST',
      body: await file.arrayBuffer(),
      headers: { 'content-type': 'application/vnd.tallypoint.resolution+json' },
    });
    setFailure(answer.ok ? undefined : answer.failure);
    setTaken(answer.ok ? answer.value.entitlement : undefined);
    if (answer.ok) reload();
  };
  return (
    <div className="decision">
      <label htmlFor={id}>{t('decide.file')}</label>
      <input
        id={id}
        type="file"
        accept=".resolution"
        onChange={(changed) => {
          const [file] = changed.target.files ?? [];
          if (file !== undefined) void send(file);
          changed.target.value = '';
        }}
      />
      {failure !== undefined && <Notice failure={failure} />}
      {taken !== undefined && <p role="status">{t('decide.taken', { name: taken })}</p>}
    </div>
  );
}
