import npos, { type Command, type Picture } from 'npos';

// Reads ESC/POS with a parser that is not ours, so that a misunderstanding of the commands cannot pass on both sides.

/** The commands of a job in order. Throws where it holds one that printers do not know. */
export function commandsOf(raw: Uint8Array): Command[] {
  // The parser lacks the codes' group: a function with its length in two bytes, like its neighbours.
  const gs = npos.rules[0x1d];
  const rules = { ...npos.rules, 0x1d: { ...(typeof gs === 'object' ? gs : {}), '(k': [0, 'd16'] } };
  const { error, tree } = npos.parser(rules).analyze(raw);
  if (tree === null) throw error ?? new Error('The job cannot be parsed');
  return tree;
}

/** `GSv0`, `ESC@`, …; `STX` is text. */
export function nameOf({ ascii, fn }: Command): string {
  return `${ascii}${fn ?? ''}`;
}

export function pictureOf(raw: Uint8Array, command: Command): Picture {
  return npos.codecs.raster.decode(raw, [{ ...command }]);
}

/** All text of a job as Latin-1, line by line. */
export function linesOf(raw: Uint8Array): string[] {
  return commandsOf(raw)
    .filter((command) => nameOf(command) === 'STX')
    .map(({ offset, length }) => String.fromCharCode(...raw.subarray(offset, offset + length)))
    .join('')
    .split('\n');
}
