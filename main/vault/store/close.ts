/** Closes on the way out, where closing is not what is to be reported: whatever it throws is dropped. False then. */
export function closeQuietly(resource: Readonly<{ close: () => void }> | undefined): boolean {
  try {
    resource?.close();
    return true;
  } catch {
    return false;
  }
}
