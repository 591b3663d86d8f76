import { describe, expect, it } from 'vitest';
import { CredentialReason, CredentialVerdict } from './credential-verdict.ts';
import { stationVerdict } from './station-verdict.ts';
import { VerdictCode, VerdictReason } from './verdict.ts';

describe('the station’s verdict', () => {
  it('is there for all that the pipeline can say, and only “valid” is let through', () => {
    for (const verdict of CredentialVerdict.options) {
      for (const reason of CredentialReason.options) {
        const shown = stationVerdict({ verdict, reasons: [reason] });
        expect(VerdictCode.options).toContain(shown.verdict);
        expect(VerdictReason.options).toContain(shown.reason);
        if (shown.verdict === 'ok') expect(verdict).toBe('valid');
      }
    }
  });

  it('shows what the policy allowed with a flag', () => {
    const reasons = ['signed-by-trusted-key', 'status-list-old'] as const;
    expect(stationVerdict({ verdict: 'valid', reasons: [...reasons] })).toEqual({
      verdict: 'attention',
      reason: 'status-list-old',
    });
    expect(stationVerdict({ verdict: 'valid', reasons: ['signed-by-trusted-key', 'trial-trust'] }).verdict).toBe('ok');
    expect(stationVerdict({ verdict: 'unsupported', reasons: ['link'] }).reason).toBe('link-not-card');
  });
});
