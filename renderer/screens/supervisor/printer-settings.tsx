import { useState, type JSX } from 'react';
import { z } from 'zod';
import { PrinterSettings as Settings, type PrinterState } from '../../../shared/ipc/views.ts';
import { useOccupied } from '../../hooks/use-desk.tsx';
import { useCall, useStation } from '../../hooks/use-station.tsx';
import { Button } from '../../parts/button.tsx';
import { Choice } from '../../parts/choice.tsx';
import { FailureBox, NoticeBox } from '../../parts/failure-box.tsx';
import { Field } from '../../parts/field.tsx';
import { Page } from '../../parts/page.tsx';
import { parseWhole } from '../../words/parse.ts';
import { useWords } from '../../words/use-words.ts';

type PrinterValues = z.infer<typeof Settings>;
/** Raw printing port of network receipt printers. */
const USUAL_PORT = 9100;
const PORTS = { least: 1, most: 65_535 };
const HOST = /^[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?$/;

type Form = Readonly<{ host: string; port: string; columns: '32' | '42' | '48'; mode: PrinterValues['mode'] }>;
const formOf = (settings: PrinterValues | null): Form => ({
  host: settings?.host ?? '',
  port: String(settings?.port ?? USUAL_PORT),
  columns: `${settings?.columns ?? 48}`,
  mode: settings?.mode ?? 'auto',
});

function readPort(text: string): number | undefined {
  const port = parseWhole(text);
  return port === undefined || port < PORTS.least || port > PORTS.most ? undefined : port;
}
const isHost = (text: string): boolean => HOST.test(text.trim());
const widths = { '32': 32, '42': 42, '48': 48 } as const;

/** Where the receipt printer listens and how wide its paper is; a test print shows whether it does. */
export function PrinterSettings({ onBack }: Readonly<{ onBack: () => void }>): JSX.Element {
  const { client, view } = useStation();
  const { t } = useWords();
  const [form, setForm] = useState(() => formOf(view.printer.settings));
  const [changed, setChanged] = useState(false);
  const [tested, setTested] = useState<PrinterState>();
  const [asked, setAsked] = useState(false);
  const [saved, setSaved] = useState(false);
  const save = useCall<true>();
  const test = useCall<{ state: PrinterState }>();
  useOccupied(changed);
  const port = readPort(form.port);
  const goodHost = isHost(form.host);
  const change = (more: Partial<Form>): void => {
    setForm({ ...form, ...more });
    setChanged(true);
    setSaved(false);
  };

  async function store(settings: PrinterValues | null): Promise<void> {
    setTested(undefined);
    const done = await save.run(() =>
      client.station.setPrinter({ settings }).then((answer) => (answer.ok ? { ok: true, value: true } : answer)),
    );
    setSaved(done ?? false);
    if (done) setChanged(false);
  }
  function submit(): void {
    setAsked(true);
    if (goodHost && port !== undefined)
      void store({ host: form.host.trim(), port, columns: widths[form.columns], mode: form.mode });
  }
  return (
    <Page
      title={t('supervisor.printer')}
      lead={`${t('strip.printer')} · ${t(`printer.${view.printer.state}`)}`}
      narrow
      actions={
        <Button shortcut="Escape" onPress={onBack}>
          {t('action.back')}
        </Button>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <PrinterFields form={form} onChange={change} asked={asked} />
        <FailureBox failure={save.failure ?? test.failure} />
        {saved && <NoticeBox tone="good">{t('settings.saved')}</NoticeBox>}
        {tested !== undefined && (
          <NoticeBox tone={tested === 'ready' || tested === 'printing' ? 'good' : 'care'}>
            {t('settings.testSent', { state: t(`printer.${tested}`) })}
          </NoticeBox>
        )}
        <div className="row">
          <Button submit look="primary" disabled={save.busy}>
            {t('action.save')}
          </Button>
          <Button
            disabled={test.busy || changed || view.printer.settings === null}
            onPress={() => void test.run(() => client.station.testPrint()).then((answer) => setTested(answer?.state))}
          >
            {t(test.busy ? 'action.working' : 'settings.test')}
          </Button>
          <Button disabled={save.busy} onPress={() => void store(null).then(() => setForm(formOf(null)))}>
            {t('settings.none')}
          </Button>
        </div>
      </form>
    </Page>
  );
}

type PrinterFieldsProps = Readonly<{ form: Form; onChange: (more: Partial<Form>) => void; asked: boolean }>;
function PrinterFields({ form, onChange, asked }: PrinterFieldsProps): JSX.Element {
  const { t } = useWords();
  return (
    <>
      <Field
        label={t('settings.host')}
        value={form.host}
        onChange={(host) => onChange({ host })}
        code
        maxLength={253}
        autoFocus
        error={asked && !isHost(form.host) ? t('settings.badHost') : undefined}
      />
      <Field
        label={t('settings.port')}
        value={form.port}
        onChange={(text) => onChange({ port: text })}
        code
        numeric
        error={readPort(form.port) === undefined ? t('settings.badPort') : undefined}
      />
      <Choice
        label={t('settings.columns')}
        layout="row"
        value={form.columns}
        onChange={(columns) => onChange({ columns })}
        options={(['32', '42', '48'] as const).map((value) => ({ value, label: value }))}
      />
      <Choice
        label={t('settings.mode')}
        layout="row"
        value={form.mode}
        onChange={(mode) => onChange({ mode })}
        options={[
          { value: 'auto', label: t('settings.modeAuto') },
          { value: 'text', label: t('settings.modeText') },
          { value: 'raster', label: t('settings.modeRaster') },
        ]}
      />
    </>
  );
}
