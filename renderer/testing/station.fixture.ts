import type { StationView, VaultView } from '../station.ts';

const HOUR_MS = 3_600_000;

/** A certified station with an open day and an invented cycle, at a given moment. */
export function vaultFixture(nowMs = Date.now(), more: Partial<VaultView> = {}): VaultView {
  return {
    phase: 'open',
    trouble: null,
    enrolment: 'certified',
    fingerprint: '3f9a 07c1 b2e4 8d55',
    station: {
      programme: 'PRG',
      programmeName: 'Relief 2026',
      site: 'KE',
      siteName: 'Kassala East',
      desk: 'B1',
      deskName: 'Desk 2',
      epoch: 1,
    },
    operators: [
      { id: 'C01', role: 'clerk', secretKind: 'pin', lockedUntilMs: null },
      { id: 'C02', role: 'clerk', secretKind: 'pin', lockedUntilMs: null },
      { id: 'S01', role: 'supervisor', secretKind: 'passphrase', lockedUntilMs: null },
      { id: 'S02', role: 'supervisor', secretKind: 'passphrase', lockedUntilMs: null },
    ],
    operator: { id: 'C01', name: 'Amina O.', role: 'clerk' },
    idleLockMinutes: 15,
    cycle: {
      id: 'CY-2026-11',
      name: '2026-11 · Food + cash',
      packageNumber: 4,
      issuedAtMs: nowMs - 50 * HOUR_MS,
      revocationAsOfMs: nowMs - 9 * HOUR_MS,
      validUntilMs: nowMs + 700 * HOUR_MS,
      households: 2000,
      items: [
        {
          item: 'SORGHUM-25KG',
          name: { en: 'Sorghum 25 kg', fr: 'Sorgho 25 kg', ar: 'ذرة 25 كغ' },
          unit: 'bag',
          icon: 'grain',
          planned: 4000,
        },
        {
          item: 'OIL-4L',
          name: { en: 'Oil 4 L', fr: 'Huile 4 L', ar: 'زيت 4 لتر' },
          unit: 'can',
          icon: 'oil',
          planned: 2000,
        },
        { item: 'SOAP', name: { en: 'Soap', fr: 'Savon', ar: 'صابون' }, unit: 'bar', icon: 'soap', planned: 6000 },
      ],
      currencies: [{ currency: 'SDG', denominations: [100_000, 50_000, 20_000, 10_000, 5000] }],
      partCollection: true,
      proxyCollection: true,
      soleSupervisor: false,
    },
    day: { day: 'D1', openedAtMs: nowMs - 3 * HOUR_MS, openedBy: 'S01', counted: false },
    counts: { served: 214, part: 12, notServed: 7, reversed: 1, stillToCome: 1779 },
    outbox: {
      collector: 'collector.example.org/w1',
      hasAddress: true,
      total: 1204,
      sent: 1061,
      acknowledged: 1061,
      acknowledgedAtMs: nowMs - HOUR_MS / 4,
      alarms: [],
      arrivedPackage: null,
      arrivedCertificate: null,
    },
    replayed: [],
    clockWarning: false,
    job: null,
    ...more,
  };
}

export function stationFixture(more: Partial<StationView> = {}, vault: Partial<VaultView> = {}): StationView {
  const nowMs = Date.now();
  return {
    vault: vaultFixture(nowMs, vault),
    language: 'en',
    contrast: 'normal',
    sounds: true,
    camera: null,
    sending: { phase: 'waiting', problem: 'offline', nextTryMs: nowMs + 42_000 },
    printer: { state: 'ready', waiting: 0, settings: { host: '192.168.1.50', port: 9100, columns: 48, mode: 'auto' } },
    version: '0.1.0',
    nowMs,
    ...more,
  };
}
