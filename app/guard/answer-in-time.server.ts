import { randomUUID } from 'node:crypto';
import { inTime, WorkResults } from '#app/features/progress/work-results.server.ts';
import type { WorkKind } from '#app/features/progress/work-kinds.ts';
import { tooMuch } from '#app/features/progress/too-much.ts';
import { progressAddress } from '#app/features/shell/addresses.ts';
import { secretField, type FormFields } from '#app/http/form-fields.ts';
import { asksToBeLed } from '#app/http/led-on.ts';
import type { PageAnswer } from '#app/http/page-answer.ts';
import { sendTo } from '#app/http/send-to.ts';
import { bodyHashOf, formKeyOf } from './carry-out.server.ts';
import type { OrganisationDesk } from './desk.server.ts';

type FormResult<Page> = { readonly location: string } | PageAnswer<Page>;

/** A form that may take long: its answers are kept for those who were led away while it was worked on. */
export class PatientForm<Page> extends WorkResults<FormResult<Page>> {
  readonly kind: WorkKind;

  constructor(kind: WorkKind) {
    super();
    this.kind = kind;
  }

  /** The page as the form came back, to who is led to it; undefined in another language than it is read in. */
  pageFor({ services, user, url, language, showAs }: OrganisationDesk): Page | undefined {
    const { searchParams } = url;
    if (searchParams.get('in') !== language) return undefined;
    const result = this.find(services.works, { userId: user.userId, id: searchParams.get(workParameter) ?? '' });
    if (result === undefined || 'location' in result) return undefined;
    showAs(result.status);
    return result.page;
  }
}

const workParameter = 'work';

/** In a programme, or where there is none yet. */
type PatientDesk = OrganisationDesk & { readonly programmeId?: string };

interface Answering<Desk, Page> {
  readonly form: PatientForm<Page>;
  readonly act: (desk: Desk, fields: FormFields) => Promise<PageAnswer<Page>>;
}

/**
 * Answers a form as ever when that is soon done. Else the person is led to a page that tells how far it has come, and from there to
 * what it came to, as is a script that sent the form. The same form pressed again meanwhile is the same work.
 */
export async function answerInTime<Desk extends PatientDesk, Page>(
  desk: Desk, fields: FormFields, { form, act }: Answering<Desk, Page>,
): Promise<PageAnswer<Page>> {
  const { services: { works }, membership: { organisationId }, programmeId, user, url, language, requestId } = desk;
  const order = { userId: user.userId, organisationId, key: await keyOf(desk, fields), kind: form.kind, requestId };
  const backAt = (id: string) => `${url.pathname}?${new URLSearchParams({ [workParameter]: id, in: language }).toString()}`;
  const joined = form.join(works, {
    order, isLasting: () => false, report: desk.reportFault,
    run: ({ tell }) => resultOf(act({ ...desk, tell }, fields)),
    endOf: (result, { id }) => ({ leadsTo: 'location' in result ? result.location : backAt(id), isFile: false }),
  });
  if (joined === undefined) throw tooMuch(desk);
  const { work } = joined;
  const result = await inTime(works, joined);
  if (result === undefined) {
    desk.stay?.(joined.result);
    throw sendTo(progressAddress({ organisationId, programmeId, id: work.id, back: url.pathname }));
  }
  const isLedBack = !('location' in result) && asksToBeLed(desk.request);
  if (work.isAwaited && !isLedBack) works.forget(work);
  if ('location' in result) throw sendTo(result.location);
  if (isLedBack) throw sendTo(backAt(work.id));
  return result;
}

/** The same form with the same body. One with a secret is nobody else's, since the secret is in no hash; nor is one without its key. */
async function keyOf({ url: { pathname } }: OrganisationDesk, fields: FormFields): Promise<string> {
  const formKey = formKeyOf(fields);
  if (formKey === undefined || fields.has(secretField)) return randomUUID();
  return `${formKey} ${await bodyHashOf(pathname, fields)}`;
}

/** Where a form leads is an answer that is thrown. */
async function resultOf<Page>(answering: Promise<PageAnswer<Page>>): Promise<FormResult<Page>> {
  try {
    return await answering;
  } catch (thrown) {
    const location = thrown instanceof Response && thrown.status === 303 ? thrown.headers.get('Location') : null;
    if (location === null) throw thrown;
    return { location };
  }
}
