export const SCHEME = 'station';
export const ORIGIN = `${SCHEME}://app`;
