import { z } from 'zod';
import { Problem } from '../../../shared/wire/upload.ts';
import { PROBLEM_TYPE } from './refusal.ts';

/** How routes describe themselves for the OpenAPI document. Nothing is checked by these: every handler reads with zod itself. */
export function jsonSchema(schema: z.ZodType): object {
  const { $schema: _draft, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return rest;
}

/** A body of one of several content types. */
export function bodyOf(types: readonly string[], schema: object = { type: 'string', format: 'binary' }): object {
  return { content: Object.fromEntries(types.map((type) => [type, { schema }])) };
}

export function answer(description: string, type: string, schema: object): object {
  return { description, content: { [type]: { schema } } };
}

const problem = jsonSchema(Problem);

/** Answers, with the problems a route may give. */
export function answers(
  good: Readonly<Record<number, object>>,
  problems: Readonly<Record<number, string>> = {},
): object {
  const all: Readonly<Record<number, string>> = { ...problems, 429: 'busy', 503: 'storage-fault' };
  return {
    ...good,
    ...Object.fromEntries(Object.entries(all).map(([status, codes]) => [status, answer(codes, PROBLEM_TYPE, problem)])),
  };
}
