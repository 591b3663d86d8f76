import { Command } from 'commander';
import { existsSync, readFileSync } from 'node:fs';
import { CollectorError } from '../collector-error.ts';
import {
  deliverCertificate,
  deliverPackage,
  deliverResolution,
  deliverTrust,
  type DeliverFailure,
  type DeliverPorts,
} from '../inbox/deliver.ts';
import { WHOLE_PROGRAMME } from '../inbox/inbox.ts';
import { trustOf } from '../office/trust.ts';
import { recordResolution } from '../readmodel/resolutions.ts';
import { say, withCollector, withData, type DataOptions } from './shared.ts';

const FAILURES: Readonly<Record<DeliverFailure, string>> = {
  malformed: 'is not such a document',
  'unknown-issuer': 'is not signed by an issuing key of this programme',
  damaged: 'is not the file that its signature names',
};

export function inboxCommand(): Command {
  const inbox = new Command('inbox').description(
    'Puts signed documents before stations, which fetch them by themselves.',
  );
  const add = (
    name: string,
    what: string,
    deliver: (ports: DeliverPorts, path: string) => ReturnType<typeof deliverPackage>,
  ): void => {
    inbox.addCommand(
      withData(new Command(name))
        .description(what)
        .argument('<file>')
        .action(async (path: string, options: DataOptions) => {
          await withCollector(options, async ({ ports }, programme) => {
            if (!existsSync(path)) throw new CollectorError(`${path} is missing`);
            const { sql, packages, now } = ports;
            const delivered = await deliver({ sql, packages, programme, nowMs: now() }, path);
            if (!delivered.ok) throw new CollectorError(`${path} ${FAILURES[delivered.error]}`);
            const { isNew, site } = delivered.value;
            const whom = site === WHOLE_PROGRAMME ? 'every site' : site;
            say(isNew ? `Waiting for ${whom}: ${path}` : `${path} was there already`);
          });
        }),
    );
  };
  add('add-package', 'a .cycle file, its .cycle.sig beside it', async (ports, path) => {
    const signature = `${path}.sig`;
    if (!existsSync(signature)) throw new CollectorError(`${signature} is missing`);
    return deliverPackage(ports, path, readFileSync(signature));
  });
  add('add-certificate', "a station's renewed .station file", (ports, path) =>
    deliverCertificate(ports, readFileSync(path)),
  );
  add('add-resolution', 'a signed decision about a double claim', async (ports, path) => {
    const bytes = readFileSync(path);
    const delivered = await deliverResolution(ports, bytes);
    // Where the claim itself has not been read yet, the stations know first; the reports take the decision when it comes again.
    if (delivered.ok) await recordResolution(ports.sql, bytes, trustOf(ports.programme));
    return delivered;
  });
  add('add-trust', 'a signed trust list (.trust), for every site of the programme', (ports, path) =>
    deliverTrust(ports, readFileSync(path)),
  );
  return inbox;
}
