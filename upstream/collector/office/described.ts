import { z } from 'zod';
import { Envelope } from '../../../shared/wire/documents.ts';
import { Resolution, UPLOAD_TYPES } from '../../../shared/wire/upload.ts';
import { PROBLEM_TYPE } from '../http/refusal.ts';
import { answer, answers, bodyOf, jsonSchema } from '../http/schemas.ts';
import { REPORTS } from '../reports/reports.ts';
import { OfficeProblem, Overview, StockAnswer, TablePage } from './answers.ts';

/** How the office's routes describe themselves (OpenAPI). Nothing is checked by these. */

const JSON_TYPE = 'application/json';
const scope = z.int().min(1).describe('A site in a cycle, by its number in the overview');
const security = [{ office: [] }];
const usual = { 400: 'malformed', 401: 'bad-signature', 404: 'not-found' } as const;
const binary = { type: 'string', format: 'binary' };

/** Every filter, with the tables that know it. */
const filters = Object.fromEntries(
  [...new Set(Object.values(REPORTS).flatMap((report) => Object.keys(report.filters)))].map((name) => {
    const of = Object.values(REPORTS).filter((report) => Object.hasOwn(report.filters, name));
    return [
      name,
      z
        .string()
        .max(64)
        .optional()
        .describe(`Rows with this value only; of ${of.map((one) => one.name).join(', ')}`),
    ];
  }),
);

export const overviewSchema = {
  summary: 'How far each site is',
  description:
    'Every site and cycle with the count of entitlements in each status, open double claims, what was done with vouchers, its desks and for how long those with an open day have been silent; and how far the reports are behind what was received.',
  operationId: 'getOverview',
  tags: ['office'],
  security,
  response: answers({ 200: answer('Sites and desks', JSON_TYPE, jsonSchema(Overview)) }, { 401: 'bad-signature' }),
};

export const seriesSchema = {
  summary: "A site's stock by account, hour by hour",
  description: 'On hand at all desks together after each hour in which something changed. Money is in minor units.',
  operationId: 'getStockSeries',
  tags: ['office'],
  security,
  params: jsonSchema(z.object({ scope })),
  response: answers(
    { 200: answer('One series for each account', JSON_TYPE, jsonSchema(StockAnswer)) },
    { 400: 'malformed', 401: 'bad-signature' },
  ),
};

export const tableSchema = {
  summary: 'One table of a site in a cycle, page by page or as a file',
  description: `Tables and their columns: ${Object.values(REPORTS)
    .map(({ name, columns }) => `${name} (${Object.keys(columns).join(', ')})`)
    .join(
      '; ',
    )}. In JSON money is in minor units and a moment in UTC milliseconds; files have money in main units and moments as text in UTC.`,
  operationId: 'getTable',
  tags: ['office'],
  security,
  params: jsonSchema(z.object({ scope, table: z.enum(Object.keys(REPORTS)).describe('Name of the table') })),
  querystring: jsonSchema(
    z.object({
      limit: z.int().min(1).max(1000).default(100).describe('Rows of a page; a file has them all'),
      after: z.string().max(1000).optional().describe('`next` of the page before'),
      format: z.enum(['json', 'csv', 'xlsx']).default('json').describe('A page, or all rows as a file'),
      ...filters,
    }),
  ),
  response: answers(
    {
      200: {
        description: 'A page, or the file',
        content: {
          [JSON_TYPE]: { schema: jsonSchema(TablePage) },
          'text/csv': { schema: { type: 'string' } },
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: binary },
        },
      },
    },
    usual,
  ),
};

const refused = (codes: string): object => answer(codes, PROBLEM_TYPE, jsonSchema(OfficeProblem));

export const resolutionSchema = {
  summary: 'Takes in a signed decision about a double claim',
  description:
    'The file that the issuer\'s "resolve" wrote. Believed for its signature by an issuing key alone; a later decision replaces an earlier one. It goes into the reports and before the stations of every site that has a part in it.',
  operationId: 'postResolution',
  tags: ['office'],
  security,
  body: bodyOf([UPLOAD_TYPES.envelope], jsonSchema(Envelope)),
  response: {
    ...answers(
      { 200: answer('What was decided', JSON_TYPE, jsonSchema(Resolution)) },
      { 401: 'bad-signature', 413: 'too-large' },
    ),
    409: refused('no-such-claim: nothing that was received, or not yet, says that this hand-over was made'),
    422: refused('malformed, too-large, wrong-type, unknown-key, forged'),
  },
};
