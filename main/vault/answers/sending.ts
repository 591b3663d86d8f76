import { createHash } from 'node:crypto';
import type { VaultContract } from '../../../shared/ipc/host-contract.ts';
import type { Handlers } from '../../../shared/ipc/kinds.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { bundleFrames } from '../../../shared/wire/bundle-frames.ts';
import { recipientOf } from '../crypto/age.ts';
import { makeBundle, readAcknowledgement, type Bundle } from '../outbox/bundle.ts';
import { checkArrived } from '../outbox/inbox.ts';
import { markMessage, newestOf } from '../outbox/inbox.store.ts';
import { outboxOf, type Outbox } from '../outbox/outbox.ts';
import { acknowledgedSize, readAlarms } from '../outbox/outbox.store.ts';
import { takeHead } from '../outbox/take-head.ts';
import type { Core } from '../session/core.ts';
import { append, database, unforeseen } from '../session/serving.ts';
import { readFileBounded, replaceFile } from '../store/disk.ts';

type Answers = Handlers<VaultContract>;
type Denied = 'locked' | 'no-upstream' | 'not-allowed';
const MAXIMUM_FILE_BYTES = 256 * 1024;

/** What a supervisor does by hand about sending: read alarms, carry bundles and acknowledgements, take what has arrived. */
export function sendingAnswers(
  core: Core,
  acceptCertificate: Answers['setup']['acceptCertificate'],
): Pick<Answers, 'sending'> & Pick<Answers['host'], 'writeBundle' | 'readAcknowledgement'> {
  function supervised(): Outbox | Denied {
    const outbox = outboxOf(core);
    if (typeof outbox === 'string') return outbox;
    return outbox.serving.operator.role === 'supervisor' ? outbox : 'not-allowed';
  }

  async function bundleFor(
    outbox: Outbox,
    all: boolean,
  ): Promise<Result<Bundle, { code: 'nothing-to-send' | 'locked' | 'too-large' }>> {
    const from = all ? 0 : acknowledgedSize(database(outbox.serving));
    if (from === outbox.serving.ledger.head().size) return err({ code: 'nothing-to-send' });
    const bundle = await makeBundle(outbox, from, () => core.serving() === outbox.serving);
    if (!bundle.ok) return err({ code: bundle.error });
    // Compressing and sealing took their time; nothing may be written for somebody who has left.
    return core.serving() === outbox.serving ? bundle : err({ code: 'locked' });
  }

  function told(outbox: Outbox, form: 'file' | 'codes', { bytes, from, size }: Bundle) {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const appended = append(outbox.serving, { t: 'export', body: { form, from, until: size, hash } });
    core.changed();
    return appended.ok ? ok({ entries: size - from }) : err({ code: unforeseen(appended.error) });
  }

  return {
    sending: {
      readAlarms({ upTo }) {
        const serving = core.serving();
        if (serving === undefined) return err({ code: 'locked' });
        if (serving.operator.role !== 'supervisor') return err({ code: 'not-allowed' });
        readAlarms(database(serving), upTo, serving.operator.id);
        core.changed();
        return ok(undefined);
      },
      async bundleCodes({ all }) {
        const outbox = supervised();
        if (typeof outbox === 'string') return err({ code: outbox });
        const bundle = await bundleFor(outbox, all);
        if (!bundle.ok) return bundle;
        const frames = bundleFrames(bundle.value.bytes);
        if (!frames.ok) return err({ code: 'too-many-codes' });
        const done = told(outbox, 'codes', bundle.value);
        return done.ok ? ok({ codes: [...frames.value], entries: done.value.entries }) : done;
      },
      async acceptCertificate() {
        const outbox = supervised();
        if (outbox === 'locked' || outbox === 'not-allowed') return err({ code: outbox });
        const { unlocked } = core.state;
        if (outbox === 'no-upstream' || unlocked === null) return err({ code: 'nothing-chosen' });
        const db = database(outbox.serving);
        const message = newestOf(db, 'certificate', 'waiting');
        if (message === undefined) return err({ code: 'nothing-chosen' });
        const recipient = await recipientOf(unlocked.secrets.identity);
        const checked = checkArrived(outbox, message.certificate, recipient);
        markMessage(db, message.id, checked.ok ? 'done' : 'refused');
        if (!checked.ok) return err({ code: 'nothing-chosen' });
        core.state.chosen = checked.value;
        return await acceptCertificate();
      },
    },
    async writeBundle({ all, path }) {
      const outbox = supervised();
      if (typeof outbox === 'string') return err({ code: outbox });
      const bundle = await bundleFor(outbox, all);
      if (!bundle.ok) return bundle;
      replaceFile(core.ports.disk, path, bundle.value.bytes);
      return told(outbox, 'file', bundle.value);
    },
    readAcknowledgement({ path }) {
      const outbox = supervised();
      if (typeof outbox === 'string') return err({ code: outbox });
      if (!core.ports.disk.exists(path)) return err({ code: 'file-missing' });
      const bytes = readFileBounded(core.ports.disk, path, MAXIMUM_FILE_BYTES);
      if (bytes === undefined) return err({ code: 'not-an-acknowledgement' });
      const read = readAcknowledgement(outbox, bytes);
      if (!read.ok) return err({ code: read.error === 'forged' ? 'forged-acknowledgement' : read.error });
      const taken = takeHead(outbox, read.value, 'stick');
      core.changed();
      if (!taken.ok) return err({ code: 'forged-acknowledgement' });
      if (taken.value.stop !== null && taken.value.stop !== 'frozen') return err({ code: 'split-view' });
      return ok({ acknowledged: acknowledgedSize(database(outbox.serving)) });
    },
  };
}
