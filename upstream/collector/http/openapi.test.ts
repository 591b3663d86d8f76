import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { databases } from '../sql/sql.fixture.ts';
import { startCollector, type TestCollector } from './http.fixture.ts';

const Words = z.string().min(1);
const Bodies = z.record(
  Words,
  z.object({ schema: z.looseObject({}).refine((schema) => Object.keys(schema).length > 0) }),
);
/** As much of OpenAPI 3.1 as every route must say of itself. */
const Described = z.object({
  paths: z.record(
    Words,
    z.record(
      Words,
      z.object({
        summary: Words,
        description: Words,
        operationId: Words,
        tags: z.array(z.enum(['logs', 'stations', 'office', 'service'])).length(1),
        parameters: z
          .array(z.object({ name: Words, in: Words, description: Words, schema: z.looseObject({ type: Words }) }))
          .optional(),
        requestBody: z.object({ content: Bodies }).optional(),
        responses: z
          .record(
            Words,
            z.object({ description: Words.refine((text) => text !== 'Default Response'), content: Bodies }),
          )
          .refine((all) => '200' in all && '429' in all),
      }),
    ),
  ),
});

let collector: TestCollector;
beforeAll(async () => {
  const [, make] = databases.at(-1) ?? [];
  if (make === undefined) throw new Error('There is no database to test on');
  collector = await startCollector(make);
});
afterAll(() => collector.close());

it('describes itself as the file beside it does, with nothing left bare', async () => {
  const { json } = await collector.ask({ method: 'GET', path: '/v1/openapi.json' });
  expect(Described.safeParse(json).error?.issues ?? []).toEqual([]);
  await expect(`${JSON.stringify(json, null, 2)}\n`).toMatchFileSnapshot('../openapi.json');
});
