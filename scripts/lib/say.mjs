/** Ends a script with one sentence instead of a stack. */
export class Stop extends Error {}

export function say(text) {
  process.stdout.write(`${text}\n`);
}

/** The same for what happens on the way to an answer that goes to the standard output. */
export function sayAside(text) {
  process.stderr.write(`${text}\n`);
}

/** For a tool whose output is not the answer. */
export const ASIDE = { stdio: ['ignore', 2, 2] };

/** Runs a script's main function; a `Stop` is told plainly, anything else with its stack. */
export async function main(run) {
  try {
    process.exitCode = (await run(process.argv.slice(2))) ?? 0;
  } catch (cause) {
    process.stderr.write(`\n${cause instanceof Stop ? cause.message : cause.stack}\n`);
    process.exitCode = 1;
  }
}
