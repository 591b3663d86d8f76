import { migrationsOf } from './migrate.ts';

/** Every `NNNN-what.sql` file in the folder is a step; adding one is enough. */
export const ledgerMigrations = migrationsOf(
  import.meta.glob<string>('./migrations/ledger/*.sql', { query: '?raw', import: 'default', eager: true }),
);
export const rollMigrations = migrationsOf(
  import.meta.glob<string>('./migrations/roll/*.sql', { query: '?raw', import: 'default', eager: true }),
);
