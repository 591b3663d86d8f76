/** Everything that is measured, each in a process of its own. Loaded one at a time. */
export const jobs = {
  prepare: async () => (await import('./prepare.ts')).prepare,
  bareInsert: async () => (await import('./bare-insert.ts')).bareInsert,
  importRoll: async () => (await import('./import-roll.ts')).importRoll,
  lookUps: async () => (await import('./look-ups.ts')).lookUps,
  serve: async () => (await import('./serve.ts')).serve,
  audit: async () => (await import('./audit.ts')).audit,
  start: async () => (await import('./start.ts')).start,
  ledgerStart: async () => (await import('./ledger-start.ts')).ledgerStart,
  collectorIngest: async () => (await import('./collector-ingest.ts')).collectorIngest,
  verdicts: async () => (await import('./verdicts.ts')).verdicts,
  camera: async () => (await import('./camera.ts')).camera,
  bareStart: async () => (await import('./bare-start.ts')).bareStart,
} as const;

export type JobName = keyof typeof jobs;
type Job<K extends JobName> = Awaited<ReturnType<(typeof jobs)[K]>>;
export type JobInput<K extends JobName> = Parameters<Job<K>>[0];
export type JobOutput<K extends JobName> = Awaited<ReturnType<Job<K>>>;
