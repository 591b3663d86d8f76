import { z } from 'zod';
import { INSTALL_FAILURES } from './install-failures.ts';
import { command } from './kinds.ts';

const nothing = z.void();
const WRITE = ['disk-full', 'storage-fault', 'locked'] as const;
const BUNDLE = [...WRITE, 'not-allowed', 'no-upstream', 'nothing-to-send', 'too-large'] as const;
const ACKNOWLEDGEMENT = [
  ...WRITE,
  'not-allowed',
  'no-upstream',
  'file-missing',
  'not-an-acknowledgement',
  'forged-acknowledgement',
  'foreign-log',
  'split-view',
] as const;

/** What the screen about sending may ask for. */
export const sendingContract = {
  /** Tries at once, whatever the next try was set to. */
  now: command(nothing, nothing, ['locked']),
  setPaused: command(z.object({ paused: z.boolean() }), nothing, ['locked', 'not-allowed']),
  /** The alarms up to this one have been read. */
  readAlarms: command(z.object({ upTo: z.int() }), nothing, [...WRITE, 'not-allowed']),
  /** Asks for a place, then writes what the collector has not acknowledged (or all), sealed for the programme. */
  saveBundle: command(z.object({ all: z.boolean() }), z.object({ saved: z.boolean(), entries: z.int() }), BUNDLE),
  /** The same as QR codes to be shown one after the other. */
  bundleCodes: command(z.object({ all: z.boolean() }), z.object({ codes: z.array(z.string()), entries: z.int() }), [
    ...BUNDLE,
    'too-many-codes',
  ]),
  /** Asks for the file that came back for a bundle. */
  importAcknowledgement: command(nothing, z.object({ chosen: z.boolean(), acknowledged: z.int() }), ACKNOWLEDGEMENT),
  /** Installs the package that arrived over the link. */
  installArrived: command(
    nothing,
    z.object({ kind: z.enum(['full', 'delta']), packageNumber: z.int(), households: z.int(), entitlements: z.int() }),
    INSTALL_FAILURES,
  ),
  /** Takes the renewed certificate that arrived over the link. */
  acceptCertificate: command(nothing, nothing, [...WRITE, 'not-allowed', 'nothing-chosen']),
} as const;
