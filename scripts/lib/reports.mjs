import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { root } from './run.mjs';

/** Of a runner's own report. A runner that broke before it could write one has counted nothing. */
const EMPTY = { passed: 0, failed: 0, failures: [] };

function read(file, countsOf) {
  try {
    return countsOf(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return EMPTY;
  }
}

const firstLine = (text) => (text ?? '').split('\n').find((line) => line.trim() !== '') ?? '';

/** Vitest's. A file that could not even be loaded has no tests that failed, so it is named itself. */
export const unitReport = (file) =>
  read(file, ({ numPassedTests, numFailedTests, testResults }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    failures: testResults
      .filter(({ status }) => status === 'failed')
      .flatMap(({ name, message, assertionResults }) => {
        const path = relative(root, name);
        const failed = assertionResults.filter(({ status }) => status === 'failed');
        return failed.length === 0
          ? [`${path}: ${firstLine(message)}`]
          : failed.map(({ fullName, failureMessages }) => `${path} > ${fullName}: ${firstLine(failureMessages[0])}`);
      }),
  }));

/** Playwright's. */
export const endToEndReport = (file) =>
  read(file, ({ stats, suites }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    failures: specsOf(suites)
      .filter(({ ok }) => !ok)
      .map(({ file: path, title, tests }) => {
        const error = tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors))[0];
        return `e2e/${path} > ${title}: ${firstLine(error?.message)}`;
      }),
  }));

const specsOf = (suites) => suites.flatMap((suite) => [...suite.specs, ...specsOf(suite.suites ?? [])]);
