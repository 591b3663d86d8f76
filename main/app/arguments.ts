/** `--name=value` among the program's arguments. Chromium and test drivers add their own, so unknown ones pass. */
export function argument(argv: readonly string[], name: string): string | undefined {
  const prefix = `--${name}=`;
  return argv.find((word) => word.startsWith(prefix))?.slice(prefix.length);
}
