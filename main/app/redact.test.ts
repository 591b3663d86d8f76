import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

describe('redact', () => {
  it('takes out cards, keys and long numbers', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.stringMatching(/^\d{6,15}$/), (key, phone) => {
        const hex = Buffer.from(key).toString('hex');
        const line = redact(`failed with ${hex} for ${phone}, card GC1ABCDEFGH.2345`);
        expect(line).not.toContain(hex);
        expect(line).not.toContain(phone);
        expect(line).not.toContain('ABCDEFGH');
      }),
    );
  });

  it('leaves what a technician needs', () => {
    const line = 'Error: SQLITE_IOERR at commit (out/vault/process.js:120:14)';
    expect(redact(line)).toBe(line);
  });

  it('is bounded', () => {
    expect(redact('a b '.repeat(100_000)).length).toBeLessThan(10_000);
  });
});
