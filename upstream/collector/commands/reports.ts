import { Command } from 'commander';
import { CollectorError } from '../collector-error.ts';
import { trustOf } from '../office/trust.ts';
import { importDue } from '../readmodel/import-due.ts';
import { project, rebuild } from '../readmodel/projection.ts';
import type { DueFailureCode } from '../../due/read-due.ts';
import { say, withCollector, withData, type DataOptions } from './shared.ts';

const FAILURES: Readonly<Record<DueFailureCode, string>> = {
  'unreadable-file': 'cannot be read',
  'not-a-due-list': 'is no .due file as the issuer writes it',
  'too-large': 'is larger than a due list may be',
  'unknown-issuer': 'is not signed by an issuing key of this programme',
  forged: 'carries a signature that does not hold',
  damaged: 'is not whole: copy it again from the issuer',
  'bad-content': 'says something that no due list may say',
};

export function dueCommand(): Command {
  return withData(new Command('due'))
    .description('Imports what packages make due: the .due files that the issuer writes beside them.')
    .argument('<files...>')
    .action(async (paths: string[], options: DataOptions) => {
      await withCollector(options, async ({ ports: { sql, now } }, programme) => {
        for (const path of paths) {
          const imported = await importDue(sql, path, trustOf(programme), now());
          if (!imported.ok) {
            const { code, place } = imported.error;
            throw new CollectorError(`${path} ${FAILURES[code]}${place === undefined ? '' : ` (${place})`}`);
          }
          const { site, cycle, number, count } = imported.value;
          process.stdout.write(`${JSON.stringify({ site, cycle, number, entitlements: count })}\n`);
        }
        await project(sql);
      });
    });
}

export function rebuildCommand(): Command {
  return withData(new Command('rebuild-reports'))
    .description('Works out all reports again from the entries, the due lists and the decisions.')
    .action(async (options: DataOptions) => {
      await withCollector(options, async ({ ports: { sql } }) => {
        say(`Worked out again from ${await rebuild(sql)} entries`);
      });
    });
}
