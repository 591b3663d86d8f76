/** The parts in use of a parser of ESC/POS that is not ours: it reads back what is sent to printers. */
declare module 'npos' {
  export type Command = Readonly<{ code: number; ascii: string; fn?: string; offset: number; length: number }>;
  export type Picture = Readonly<{ width: number; height: number; getPixel: (x: number, y: number) => number }>;
  export type Rules = Record<number, Record<string, number | (number | string)[]> | number>;
  const npos: {
    rules: Rules;
    parser: (rules: Rules) => { analyze: (raw: Uint8Array) => { error?: Error; tree: Command[] | null } };
    codecs: { raster: { decode: (raw: Uint8Array, commands: Command[]) => Picture } };
  };
  // The module is older than named exports.
  export default npos;
}
