/** Closes on the way out of a failure, which is the one to report: whatever closing throws is dropped. */
export function closeQuietly(resource: Readonly<{ close: () => void }> | undefined): void {
  try {
    resource?.close();
  } catch {
    // See above.
  }
}
