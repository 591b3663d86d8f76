import type { TFunction } from 'i18next';
import en from '../../resources/locales/en.json';
import type { Failure } from '../desk/desk.types.ts';

/** Packages and certificates have their own sentences for codes that also occur elsewhere. */
export type FailureScope = 'failure' | 'installFailure' | 'certificateFailure';
export type FailureText = Readonly<{ what: string; todo: string; code: string }>;

type Code<S extends FailureScope> = keyof (typeof en)[S] & string;

function isKnown<S extends FailureScope>(scope: S, code: string): code is Code<S> {
  return Object.hasOwn(en[scope], code);
}

/** What happened, what to do now, and the code to read out. */
export function failureText(t: TFunction, failure: Failure, scope: FailureScope = 'failure'): FailureText {
  const incident = failure.incident === undefined ? '' : ` · ${t('code.incident', { incident: failure.incident })}`;
  const code = t('code.label', { code: failure.code }) + incident;
  if (scope === 'installFailure' && isKnown(scope, failure.code)) {
    return { what: t(`installFailure.${failure.code}.what`), todo: t(`installFailure.${failure.code}.todo`), code };
  }
  if (scope === 'certificateFailure' && isKnown(scope, failure.code)) {
    return {
      what: t(`certificateFailure.${failure.code}.what`),
      todo: t(`certificateFailure.${failure.code}.todo`),
      code,
    };
  }
  const known = isKnown('failure', failure.code) ? failure.code : 'unexpected';
  return { what: t(`failure.${known}.what`), todo: t(`failure.${known}.todo`), code };
}
