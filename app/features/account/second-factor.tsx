import { Breadcrumbs } from '#app/components/breadcrumbs.tsx';
import { CopyField } from '#app/components/copy-field.tsx';
import { FieldGroup } from '#app/components/field-group.tsx';
import { FormCard } from '#app/components/form-card.tsx';
import { FormFields } from '#app/components/form-fields.tsx';
import { Notice } from '#app/components/notice.tsx';
import { PageHeading } from '#app/components/page-heading.tsx';
import type { PageFormView } from '#app/features/shell/form-page-view.ts';
import { RecoveryCodes } from './recovery-codes.tsx';
import type { SecondFactorView, SetupView } from './second-factor-view.ts';

export function SecondFactor({ page: { breadcrumbs, heading, notices, setup, codes, form } }: { page: SecondFactorView }) {
  return (
    <div className="page-width stack-wide">
      <Breadcrumbs breadcrumbs={breadcrumbs} />
      <PageHeading heading={heading} />
      {notices.map((notice) => <Notice key={notice.heading} notice={notice} />)}
      {setup !== undefined && <Setup setup={setup} />}
      {codes !== undefined && <RecoveryCodes codes={codes} />}
      {form !== undefined && <div className="readable"><CodeForm form={form} /></div>}
    </div>
  );
}

function Setup({ setup: { steps: [scan, type], qr, onThisDevice, secret } }: { setup: SetupView }) {
  return (
    <div className="stack readable">
      <p className="ds-paragraph">{scan}</p>
      <svg className="qr-code" role="img" aria-label={qr.label} viewBox={`0 0 ${qr.size} ${qr.size}`} shapeRendering="crispEdges">
        <rect width={qr.size} height={qr.size} fill="#fff" />
        <path d={qr.path} fill="#000" />
      </svg>
      <p className="ds-paragraph"><a className="ds-link" href={onThisDevice.href}>{onThisDevice.text}</a></p>
      <p className="ds-paragraph">{type}</p>
      <CopyField copy={secret} />
    </div>
  );
}

function CodeForm({ form: { card, groups } }: { form: PageFormView }) {
  return (
    <FormCard form={card}>
      {groups.map(({ legend, hint, fields }) => (
        legend === undefined
          ? <FormFields key="fields" fields={fields} />
          : <FieldGroup key={legend} legend={legend} hint={hint}><FormFields fields={fields} /></FieldGroup>
      ))}
    </FormCard>
  );
}
