import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Mirrors of the migrated tables for typed reads; a test holds them equal to the real ones. */

export const entry = sqliteTable(
  'entry',
  {
    seq: integer('seq').primaryKey(),
    type: text('type').notNull(),
    atMs: integer('at_ms').notNull(),
    body: blob('body', { mode: 'buffer' }).notNull(),
    leaf: blob('leaf', { mode: 'buffer' }).notNull().unique(),
    signature: blob('signature', { mode: 'buffer' }).notNull(),
  },
  (table) => [index('entry_type').on(table.type, table.seq)],
);

export const entryAux = sqliteTable('entry_aux', {
  seq: integer('seq')
    .primaryKey()
    .references(() => entry.seq),
  aux: text('aux').notNull(),
});

export const verified = sqliteTable('verified', {
  id: integer('id').primaryKey(),
  size: integer('size').notNull(),
  leaf: blob('leaf', { mode: 'buffer' }).notNull(),
  frontier: blob('frontier', { mode: 'buffer' }).notNull(),
});
