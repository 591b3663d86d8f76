import { useState, type JSX } from 'react';
import { CertificateStep } from './certificate-step.tsx';
import { RequestStep } from './request-step.tsx';

/** From the keys to the certificate. May be left and taken up again days later. */
export function Enrolment(): JSX.Element {
  const [step, setStep] = useState<'request' | 'certificate'>('request');
  if (step === 'request') return <RequestStep onNext={() => setStep('certificate')} />;
  return <CertificateStep onBack={() => setStep('request')} />;
}
