import Database from '@signalapp/sqlcipher';
import { and, asc, count, desc, eq, inArray, sql } from 'drizzle-orm';
import { alias, blob, integer, sqliteTable, text, unionAll } from 'drizzle-orm/sqlite-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { drizzle, type Drizzle } from './drizzle.ts';
import { storageTrouble } from './errors.ts';

const h = sqliteTable('households', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  size: integer('size').notNull(),
  active: integer('active', { mode: 'boolean' }).notNull().default(true),
  createdAt: integer('created_at').notNull(),
});
const m = sqliteTable('members', {
  id: text('id').primaryKey(),
  householdId: text('household_id')
    .notNull()
    .references(() => h.id),
  name: text('name').notNull(),
});
const l = sqliteTable('ledger', {
  seq: integer('seq').primaryKey(),
  hash: blob('hash', { mode: 'buffer' }).notNull().unique(),
  prev: blob('prev', { mode: 'buffer' }).notNull(),
  householdId: text('household_id')
    .notNull()
    .references(() => h.id),
  body: text('body').notNull(),
});

let db: Drizzle;
beforeEach(() => {
  const client = new Database(':memory:', { cacheStatements: true });
  client.exec(`
    create table households(id text primary key, name text not null, size integer not null check(size>0), active integer not null default 1, created_at integer not null) strict;
    create table members(id text primary key, household_id text not null references households(id), name text not null) strict;
    create table ledger(seq integer primary key, hash blob not null unique, prev blob not null, household_id text not null references households(id), body text not null) strict;
  `);
  db = drizzle(client);
  db.insert(h)
    .values([
      { id: 'h1', name: 'Adam', size: 3, createdAt: 1 },
      { id: 'h2', name: 'Beni', size: 1, active: false, createdAt: 2 },
    ])
    .run();
  db.insert(m)
    .values([
      { id: 'm1', householdId: 'h1', name: 'Ada' },
      { id: 'm2', householdId: 'h1', name: 'Alan' },
    ])
    .run();
});
describe('drizzle over SQLCipher', () => {
  it('maps types', () => {
    expect(db.select().from(h).where(eq(h.id, 'h2')).get()).toEqual({
      id: 'h2',
      name: 'Beni',
      size: 1,
      active: false,
      createdAt: 2,
    });
    expect(db.select().from(h).where(eq(h.id, 'nope')).get()).toBeUndefined();
  });
  it('inner join with duplicate names', () => {
    const q = db.select().from(m).innerJoin(h, eq(h.id, m.householdId)).orderBy(asc(m.id));
    expect(q.all()).toEqual([
      {
        members: { id: 'm1', householdId: 'h1', name: 'Ada' },
        households: { id: 'h1', name: 'Adam', size: 3, active: true, createdAt: 1 },
      },
      {
        members: { id: 'm2', householdId: 'h1', name: 'Alan' },
        households: { id: 'h1', name: 'Adam', size: 3, active: true, createdAt: 1 },
      },
    ]);
  });
  it('left join nulls the missing side', () => {
    expect(db.select().from(h).leftJoin(m, eq(h.id, m.householdId)).where(eq(h.id, 'h2')).get()).toEqual({
      households: { id: 'h2', name: 'Beni', size: 1, active: false, createdAt: 2 },
      members: null,
    });
  });
  it('self join by alias', () => {
    const other = alias(m, 'other');
    expect(
      db
        .select({ a: m.name, b: other.name })
        .from(m)
        .innerJoin(other, and(eq(m.householdId, other.householdId), sql`${m.id} < ${other.id}`))
        .all(),
    ).toEqual([{ a: 'Ada', b: 'Alan' }]);
  });
  it('duplicate and bare expressions', () => {
    expect(
      db
        .select({ a: h.id, b: h.id, n: sql<number>`1+1`, o: sql<number>`1+1`, c: count() })
        .from(h)
        .groupBy(h.id)
        .orderBy(desc(h.id))
        .get(),
    ).toEqual({ a: 'h2', b: 'h2', n: 2, o: 2, c: 1 });
  });
  it('subquery, cte, union, exists, in, json_each', () => {
    const sq = db
      .select({ hid: m.householdId, n: count().as('n') })
      .from(m)
      .groupBy(m.householdId)
      .as('sq');
    expect(db.select({ name: h.name, n: sq.n }).from(h).leftJoin(sq, eq(sq.hid, h.id)).orderBy(h.id).all()).toEqual([
      { name: 'Adam', n: 2 },
      { name: 'Beni', n: null },
    ]);
    const cte = db.$with('big').as(
      db
        .select()
        .from(h)
        .where(sql`${h.size} > 2`),
    );
    expect(db.with(cte).select().from(cte).all()).toHaveLength(1);
    expect(
      unionAll(db.select({ id: h.id }).from(h), db.select({ id: m.id }).from(m))
        .orderBy(sql`1`)
        .all()
        .map((r) => r.id),
    ).toEqual(['h1', 'h2', 'm1', 'm2']);
    expect(
      db
        .select({ id: h.id })
        .from(h)
        .where(inArray(h.id, ['h1', 'h2']))
        .all(),
    ).toHaveLength(2);
    expect(
      db
        .select({ id: h.id })
        .from(h)
        .where(sql`${h.id} in (select value from json_each(${JSON.stringify(['h1'])}))`)
        .all(),
    ).toEqual([{ id: 'h1' }]);
  });
  it('returning / update / delete / upsert', () => {
    expect(db.update(h).set({ size: 9 }).where(eq(h.id, 'h1')).returning({ id: h.id, size: h.size }).all()).toEqual([
      { id: 'h1', size: 9 },
    ]);
    expect(
      db
        .insert(h)
        .values({ id: 'h1', name: 'x', size: 1, createdAt: 5 })
        .onConflictDoUpdate({ target: h.id, set: { name: 'y' } })
        .returning()
        .get(),
    ).toMatchObject({ name: 'y' });
    expect(db.delete(m).where(eq(m.id, 'm1')).run()).toMatchObject({ changes: 1 });
  });
  it('blob round trip', () => {
    db.insert(l)
      .values({ hash: Buffer.from('aa'), prev: Buffer.from('00'), householdId: 'h1', body: '{}' })
      .run();
    const row = db.select().from(l).get()!;
    expect(row.hash).toEqual(Buffer.from('aa'));
    expect(row.seq).toBe(1);
  });
  it('prepared with placeholders', () => {
    const q = db
      .select({ id: h.id })
      .from(h)
      .where(eq(h.id, sql.placeholder('id')))
      .prepare();
    expect(q.get({ id: 'h1' })).toEqual({ id: 'h1' });
    expect(q.all({ id: 'zz' })).toEqual([]);
    const ins = db
      .insert(m)
      .values({ id: sql.placeholder('id'), householdId: 'h1', name: sql.placeholder('n') })
      .prepare();
    expect(ins.run({ id: 'm9', n: 'Zed' }).changes).toBe(1);
  });
  it('transactions roll back, nest, refuse async', () => {
    expect(() =>
      db.transaction((tx) => {
        tx.delete(m).run();
        throw new Error('boom');
      }),
    ).toThrow('boom');
    expect(db.select().from(m).all()).toHaveLength(2);
    db.transaction((tx) => {
      tx.delete(m).where(eq(m.id, 'm1')).run();
      expect(() =>
        tx.transaction((inner) => {
          inner.delete(m).run();
          inner.rollback();
        }),
      ).toThrow();
      expect(tx.select().from(m).all()).toHaveLength(1);
    });
    expect(db.select().from(m).all()).toHaveLength(1);
    expect(() =>
      db.transaction(async (tx) => {
        tx.delete(m).run();
      }),
    ).toThrow(/async/);
    expect(db.select().from(m).all()).toHaveLength(1);
  });
  it("keeps the driver's error within reach", () => {
    const failure = (work: () => unknown): unknown => {
      try {
        return work();
      } catch (thrown) {
        return storageTrouble(thrown);
      }
    };
    expect(failure(() => db.insert(m).values({ id: 'm1', householdId: 'h1', name: 'dup' }).run())).toEqual({
      kind: 'constraint',
      constraint: 'members.id',
    });
    expect(
      failure(() => db.run(sql`insert into members(id, household_id, name) values ('m1','h1','x')`)),
    ).toMatchObject({ kind: 'constraint' });
    expect(failure(() => db.insert(m).values({ id: 'q', householdId: 'nope', name: 'x' }).run())).toMatchObject({
      kind: 'constraint',
    });
  });

  it('count', async () => {
    expect(await db.$count(h)).toBe(2);
  });
  it('await works too but is sync underneath', async () => {
    expect(await db.select().from(h)).toHaveLength(2);
  });
});
