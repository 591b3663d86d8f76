import { useEffect, useState } from 'react';
import type { Status } from '../../../shared/domain/reconcile/model.ts';
import type { ReconciledEntitlement } from '../../../shared/ipc/reconciliation-contract.ts';
import type { Failure } from '../../desk/desk.types.ts';
import { useStation } from '../../hooks/use-station.tsx';

export type Listed = Readonly<{ rows: readonly ReconciledEntitlement[]; more: boolean; failure: Failure | null }>;
const NOTHING: Listed = { rows: [], more: false, failure: null };

/** The page of a status that begins with number `from`; undefined until it is here. */
export function usePage(status: Status, from: number): Listed | undefined {
  const { client } = useStation();
  const [page, setPage] = useState<Listed & Readonly<{ status: Status; from: number }>>();
  useEffect(() => {
    let overtaken = false;
    void client.reconciliation.list({ status, from }).then((answer) => {
      if (overtaken) return;
      const listed = answer.ok ? { ...answer.value, failure: null } : { ...NOTHING, failure: answer.error };
      setPage({ ...listed, status, from });
    });
    return () => {
      overtaken = true;
    };
  }, [client, status, from]);
  return page?.status === status && page.from === from ? page : undefined;
}
