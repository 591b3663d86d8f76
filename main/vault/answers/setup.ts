import type { VaultContract } from '../../../shared/ipc/host-contract.ts';
import type { Handlers } from '../../../shared/ipc/kinds.ts';
import { err, ok } from '../../../shared/result.ts';
import { recipientOf } from '../crypto/age.ts';
import { signerOf } from '../crypto/ed25519.ts';
import { checkCertificate } from '../setup/certificate.ts';
import { createStation, enrolmentRequest } from '../setup/create-station.ts';
import { vaultFiles, writeSecrets } from '../setup/station-file.ts';
import { beginSession } from '../session/begin.ts';
import type { Core } from '../session/core.ts';
import { openServing } from '../session/unlocked.ts';

type Answers = Handlers<VaultContract>;
/** A certificate is a few kilobytes; anything larger is another file. */
const MAXIMUM_BYTES = 256 * 1024;

/** First run: identity, enrolment, certificate. */
export function setupAnswers(core: Core): Answers['setup'] & Pick<Answers['host'], 'readCertificate'> {
  const { ports, state } = core;
  return {
    async createStation({ passphrase }) {
      const { profile } = state;
      if (profile === null) throw new Error('No profile is open');
      if (state.trouble !== null || state.keyslots !== null) return err({ code: 'already-created' });
      const created = await createStation(ports, profile, passphrase);
      if (!created.ok) return created;
      state.keyslots = created.value.keyslots;
      state.unlocked = created.value.unlocked;
      state.lastTouchMs = ports.clock.monotonicMs();
      core.readFacts();
      core.changed();
      return ok(undefined);
    },

    async enrolmentRequest() {
      const { unlocked, profile } = state;
      if (unlocked === null || profile === null) return err({ code: 'locked' });
      return ok(await enrolmentRequest(unlocked.secrets, profile, ports.clock.nowMs()));
    },

    async readCertificate({ path }) {
      const { unlocked } = state;
      state.chosen = null;
      if (unlocked === null) return err({ code: 'locked' });
      if (unlocked.operator.role === 'clerk') return err({ code: 'not-allowed' });
      if (!ports.disk.exists(path)) return err({ code: 'file-missing' });
      const bytes = readBounded(core, path);
      if (bytes === undefined) return err({ code: 'not-a-certificate' });
      const { signSeed, identity, certificate } = unlocked.secrets;
      const checked = checkCertificate(bytes, {
        signKey: Buffer.from(signerOf(Buffer.from(signSeed, 'hex')).publicKey).toString('hex'),
        recipient: await recipientOf(identity),
        current: certificate?.body ?? null,
        nowMs: ports.clock.nowMs(),
      });
      if (!checked.ok) return err({ code: checked.error });
      state.chosen = checked.value;
      const { programmeName, siteName, deskName, epoch } = checked.value.body;
      return ok({ programmeName, siteName, deskName, epoch, programmeFingerprint: checked.value.programmeFingerprint });
    },

    async acceptCertificate() {
      const { unlocked, profile, keyslots, chosen } = state;
      if (unlocked === null || profile === null || keyslots === null) return err({ code: 'locked' });
      if (unlocked.operator.role === 'clerk') return err({ code: 'not-allowed' });
      if (chosen === null) return err({ code: 'nothing-chosen' });
      const parts = { ports, profile, keyslots };
      const secrets = { ...unlocked.secrets, certificate: { envelope: chosen.envelope, body: chosen.body } };
      const files = vaultFiles(profile.folder);
      // First: whatever happens next, a missing one is made anew for the recipients of the certificate then in force.
      ports.disk.remove(files.recovery);
      // The one moment at which the certificate counts. All that follows is made up for at the next sign-in.
      writeSecrets(ports.disk, files.secrets, secrets, unlocked.stationKey, ports.random);
      state.chosen = null;
      unlocked.serving?.cycle?.close();
      unlocked.ledger?.close();
      state.unlocked = { ...unlocked, secrets, ledger: null, serving: null };
      const opened = openServing(parts, state.unlocked);
      if (!opened.ok) {
        core.lock();
        if (opened.error === 'disk-full' || opened.error === 'storage-fault') return err({ code: opened.error });
        throw new Error(`The log of a new certificate cannot be opened: ${opened.error}`);
      }
      state.unlocked = opened.value;
      const begun = await beginSession(parts, opened.value);
      core.readFacts();
      // Nobody works on a log that lacks its first entry.
      if (!begun.ok) core.lock();
      core.changed();
      return begun.ok ? ok(undefined) : err({ code: begun.error });
    },
  };
}

function readBounded({ ports }: Core, path: string): Uint8Array | undefined {
  try {
    return ports.disk.read(path, MAXIMUM_BYTES);
  } catch {
    // Too large or not readable: no certificate either way.
    return undefined;
  }
}
